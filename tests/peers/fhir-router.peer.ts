import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createFhirAdapter } from "../../src/adapters/endpoint/fhir.ts";
import { INSTRUMENTS } from "../../src/core/alliance/instruments/index.ts";
import type { FhirEndpoint } from "../../src/core/invite/endpoint.ts";
import type { Deliver } from "../../src/core/outbox/delivery.ts";
import { toFhirResponse } from "../../src/protocol/fhir-response.ts";
import { toTransaction } from "../../src/protocol/fhir-scores.ts";
import type { JsonRecord } from "../../src/protocol/json.ts";
import { readPlainResponse } from "../../src/protocol/plain-response.ts";
import { toWithdrawnResponse } from "../../src/protocol/questionnaire-response.ts";
import { orderTo, USUAL_DEPS } from "../adapters/endpoint/usual-order.ts";
import { checkIn } from "../protocol/fhir-samples.ts";
import { type FhirServer, startFhirServer } from "./fhir-server.ts";
import { createMedplumValidator } from "./fhir-validators.ts";
import { createReader } from "./reading.ts";

const instrument = INSTRUMENTS[0]!;
const ANSWERS = { B1: 8, G1: 7, T1: 9, R1: "little", R2: "partly", N1: "The plan." };
const RESPONSE = "QuestionnaireResponse";

/** Our adapter with one memory of how this server is sent to. */
function createClient({ url }: FhirServer): (resource: JsonRecord) => ReturnType<Deliver> {
  const known = new Set<string>();
  const createOnly = { has: async (id: string) => known.has(id), add: async (id: string) => known.add(id) };
  const deliver = createFhirAdapter({ ...USUAL_DEPS, createOnly });
  const endpoint: FhirEndpoint = { adapter: "fhir", profile: "r4", url, box: "", token: "t0k" };
  return (resource) => deliver(orderTo(endpoint, Buffer.from(JSON.stringify(resource)), String(resource.id)));
}
const newCheckIn = () => checkIn(instrument, ANSWERS, { id: randomUUID() });
const DELIVERED = { kind: "delivered" };

describe("a server that takes ids of clients", () => {
  let server: FhirServer;
  beforeAll(async () => {
    server = await startFhirServer({ takesOurIds: true });
  });
  afterAll(() => server.stop());
  const storedAs = async (id: unknown) => (await server.stored(RESPONSE)).filter((one) => one.id === id);

  test("has the response once under its own id, whatever is repeated", async () => {
    const send = createClient(server);
    const { resource } = newCheckIn();
    for (let time = 0; time < 3; time += 1) expect(await send(resource)).toEqual(DELIVERED);
    const [stored, second] = await storedAs(resource.id);
    expect(stored).toMatchObject(resource);
    expect(second).toBeUndefined();
    expect(createMedplumValidator()(stored)).toEqual([]);
    expect(server.log).not.toContainEqual(expect.stringContaining("POST"));
  });

  test("has the response emptied when it is taken back", async () => {
    const send = createClient(server);
    const { response, resource } = newCheckIn();
    await send(resource);
    const consent = { hash: "h", at: "2026-11-01T09:00:00Z" };
    expect(await send(toFhirResponse({ seq: 8, consent, body: toWithdrawnResponse(response) }, instrument))).toEqual(
      DELIVERED,
    );
    const [stored] = await storedAs(resource.id);
    expect(stored).toMatchObject({ status: "entered-in-error" });
    expect(stored).not.toHaveProperty("item");
  });

  test("has scores and response once each, tied to each other, after the same transaction twice", async () => {
    const { response, resource } = newCheckIn();
    const transaction = JSON.stringify(toTransaction(response, instrument, resource));
    const send = async () => {
      const headers = { "content-type": "application/fhir+json" };
      const reply = await fetch(server.url, { method: "POST", headers, body: transaction });
      const { entry } = (await reply.json()) as { readonly entry: readonly { readonly response: JsonRecord }[] };
      return entry.map(({ response: { status } }) => status);
    };
    expect(await send()).toEqual(["201", "201", "201", "201", "201"]);
    expect(await send()).toEqual(["200", "200", "200", "200", "200"]);
    const found = (await server.stored(RESPONSE)).filter(
      ({ identifier }) => JSON.stringify(identifier) === JSON.stringify(resource.identifier),
    );
    expect(found).toHaveLength(1);
    const scores = await server.stored("Observation");
    expect(scores.map(({ derivedFrom }) => derivedFrom)).toEqual(
      Array.from({ length: 4 }, () => [{ reference: `${RESPONSE}/${found[0]!.id}` }]),
    );
    expect(scores.map(createMedplumValidator())).toEqual([[], [], [], []]);
  });
});

describe.each([true, false])("the therapist page at a server that takes ids of clients: %s", (takesOurIds) => {
  let server: FhirServer;
  beforeAll(async () => {
    server = await startFhirServer({ takesOurIds });
  });
  afterAll(() => server.stop());

  test("finds each response once, over several pages, and reads it as it was sent", async () => {
    const send = createClient(server);
    const sent = Array.from({ length: 205 }, newCheckIn);
    for (const { resource } of sent) await send(resource);
    const reading = { kind: "fhir", url: server.url, token: "" } as const;
    const listed = await createReader().list(reading);
    const found = listed.kind === "listed" ? listed.items.map(({ id }) => id) : [];
    expect(new Set(found)).toEqual(new Set(sent.map(({ response }) => response.id)));
    const { response } = sent[200]!;
    const got = await createReader().read(reading, response.id);
    const read = got.kind === "read" ? readPlainResponse(JSON.parse(Buffer.from(got.bytes).toString())) : null;
    expect(read).toMatchObject({ id: response.id, content: { kind: "response", response } });
  });
});

describe("a server that chooses ids itself", () => {
  let server: FhirServer;
  beforeAll(async () => {
    server = await startFhirServer({ takesOurIds: false });
  });
  afterAll(() => server.stop());
  const storedAs = async (identifier: unknown) =>
    (await server.stored(RESPONSE)).filter((one) => JSON.stringify(one.identifier) === JSON.stringify(identifier));

  test("is found out once, and has the response once whatever is repeated", async () => {
    const send = createClient(server);
    const { resource } = newCheckIn();
    const before = server.log.length;
    for (let time = 0; time < 3; time += 1) expect(await send(resource)).toEqual(DELIVERED);
    expect(server.log.slice(before)).toEqual([
      `PUT /${RESPONSE}/${String(resource.id)} 405`,
      `POST /${RESPONSE} 201`,
      `POST /${RESPONSE} 200`,
      `POST /${RESPONSE} 200`,
    ]);
    expect(await storedAs(resource.identifier)).toHaveLength(1);
  });

  test("tells nobody that a response was taken back; that is shown at the client", async () => {
    const send = createClient(server);
    const { response, resource } = newCheckIn();
    await send(resource);
    const consent = { hash: "h", at: "2026-11-01T09:00:00Z" };
    const emptied = toFhirResponse({ seq: 8, consent, body: toWithdrawnResponse(response) }, instrument);
    expect(await send(emptied)).toEqual({ kind: "park", reason: "refused" });
    expect(await storedAs(resource.identifier)).toMatchObject([{ status: "completed" }]);
  });

  test("stores as many as come at once, which is why we never send two; from then on it says that several match", async () => {
    const { resource } = newCheckIn();
    const clients = Array.from({ length: 8 }, () => createClient(server));
    // Each has learnt how this server is sent to.
    for (const send of clients) await send(newCheckIn().resource);
    server.gather(8);
    const outcomes = await Promise.all(clients.map((send) => send(resource)));
    expect(outcomes).toEqual(outcomes.map(() => DELIVERED));
    const copies = await storedAs(resource.identifier);
    expect(copies).toHaveLength(8);
    const before = server.log.length;
    expect(await clients[0]!(resource)).toEqual(DELIVERED);
    expect(server.log.slice(before)).toEqual([`POST /${RESPONSE} 412`]);
    expect(await storedAs(resource.identifier)).toHaveLength(8);
  });
});
