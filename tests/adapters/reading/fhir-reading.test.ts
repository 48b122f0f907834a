import { describe, expect, test } from "vitest";
import { findInstrument } from "../../../src/core/alliance/instruments/index.ts";
import { toFhirResponse } from "../../../src/protocol/fhir-response.ts";
import { readPlainResponse } from "../../../src/protocol/plain-response.ts";
import { toWithdrawnResponse } from "../../../src/protocol/questionnaire-response.ts";
import { checkIn } from "../../protocol/fhir-samples.ts";
import { ID, json, OTHER, placeReading, say, serve } from "./reading-server.ts";

const server = (url: string) => ({ kind: "fhir", url: `${url}/fhir`, token: "t0k" }) as const;
const reading = placeReading();
const instrument = findInstrument("afs-core|1")!;
const { response, resource } = checkIn(instrument, { B1: 8, G1: 7, T1: 9 }, { id: ID });
const consent = { hash: "h", at: "2026-11-01T09:00:00Z" };
const emptied = toFhirResponse({ seq: 8, consent, body: toWithdrawnResponse(response) }, instrument);
const bundle = (resources: readonly object[], link: readonly object[] = []) => ({
  resourceType: "Bundle",
  type: "searchset",
  link,
  entry: resources.map((each) => ({ resource: each })),
});

describe("a FHIR server", () => {
  test("is searched for the questions that were asked, with the token, page after page", async () => {
    const asked: string[] = [];
    let url = "";
    url = await serve((request, reply) => {
      asked.push(request.url!);
      expect(request.headers.authorization).toBe("Bearer t0k");
      const isFirst = asked.length === 1;
      const next = { relation: "next", url: `${url}/fhir/QuestionnaireResponse?page=2` };
      const other = { ...resource, identifier: { value: `urn:uuid:${OTHER}` }, meta: { lastUpdated: "2026-11-20" } };
      json(isFirst ? bundle([resource], [next]) : bundle([resource, other]))(request, reply);
    });
    expect(await reading.list(server(url))).toEqual({
      kind: "listed",
      items: [
        { id: ID, size: 0, arrivedAt: 0 },
        { id: OTHER, size: 0, arrivedAt: Date.parse("2026-11-20") },
      ],
    });
    const query = new URL(asked[0]!, "http://x").searchParams;
    expect(query.get("questionnaire")).toBe(
      "https://aftersession.example/fhir/Questionnaire/afs-core|1,https://aftersession.example/fhir/Questionnaire/own|2",
    );
    expect(asked[1]).toBe("/fhir/QuestionnaireResponse?page=2");
  });

  test("that gives full pages without saying where the next one is, is asked by offset, and not for ever", async () => {
    const many = Array.from({ length: 200 }, (_, n) => ({
      ...resource,
      identifier: { value: `urn:uuid:6f1c1c1e-0000-4000-8000-${String(n).padStart(12, "0")}` },
    }));
    const asked: string[] = [];
    const url = await serve((request, reply) => {
      asked.push(request.url!);
      json(bundle(many))(request, reply);
    });
    expect(await reading.list(server(url))).toMatchObject({ kind: "listed", items: { length: 200 } });
    expect(asked).toHaveLength(2);
    expect(asked[1]).toMatch(/&_offset=200$/);
  });

  test.each(["https://elsewhere.example/fhir/x", "/fhir/x", 7])("never follows a next page to %s", async (next) => {
    const url = await serve(json(bundle([resource], [{ relation: "next", url: next }])));
    expect(await reading.list(server(url))).toEqual({ kind: "failed", reason: "notAMailbox" });
  });

  test("gives a response back as it was sent, with its number; nothing in it is signed", async () => {
    const url = await serve(json(bundle([{ ...resource, id: "chosen-by-the-server" }])));
    const got = await reading.read(server(url), ID);
    const read = got.kind === "read" ? readPlainResponse(JSON.parse(new TextDecoder().decode(got.bytes))) : null;
    expect(read).toMatchObject({ id: ID, client: response.client, content: { kind: "response", response } });
    expect(read?.seq).toBeGreaterThan(0);
  });

  test("one that was taken back has a name of its own, and says which it empties", async () => {
    const url = await serve(json(bundle([emptied])));
    expect(await reading.list(server(url))).toMatchObject({ items: [{ id: `${ID}.withdrawn` }] });
    const got = await reading.read(server(url), `${ID}.withdrawn`);
    expect(got.kind === "read" && readPlainResponse(JSON.parse(new TextDecoder().decode(got.bytes)))).toEqual({
      id: `${ID}.withdrawn`,
      client: response.client,
      seq: 8,
      content: { kind: "withdrawn", id: ID },
    });
    expect(await reading.read(server(url), ID)).toEqual({ kind: "failed", reason: "noSuchItem" });
  });

  test("responses of other programs are left out", async () => {
    const foreign = { resourceType: "QuestionnaireResponse", status: "completed", identifier: { value: "4711" } };
    const url = await serve(json(bundle([foreign, { resourceType: "OperationOutcome" }])));
    expect(await reading.list(server(url))).toEqual({ kind: "listed", items: [] });
    expect(readPlainResponse(foreign)).toBeNull();
  });

  test.each([
    ["a token that has ended", say(401), "wrongToken"],
    ["another address of the server", json({ resourceType: "CapabilityStatement" }), "notAMailbox"],
    ["no such base", say(404), "noSuchBox"],
  ] as const)("%s is named", async (_, listener, reason) => {
    const url = await serve(listener);
    expect(await reading.list(server(url))).toEqual({ kind: "failed", reason });
  });
});
