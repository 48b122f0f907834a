import { expect, test } from "vitest";
import { createPlaceTest, type PlaceReader, type PlaceTestDeps } from "../../../src/adapters/endpoint/place-test.ts";
import { toBase64Url } from "../../../src/adapters/sealing/bytes.ts";
import { openEnvelope } from "../../../src/adapters/sealing/open-envelope.ts";
import { sealTestLetter, testerOf } from "../../../src/adapters/sealing/test-letter.ts";
import { makeTherapistKey } from "../../../src/adapters/sealing/therapist-key.ts";
import type { InviteEndpoint } from "../../../src/core/invite/endpoint.ts";
import { armorOf } from "../../../src/protocol/armor.ts";
import { parseStoredResource } from "../../../src/protocol/fhir-response.ts";
import { parseJson } from "../../../src/protocol/json.ts";
import type { PlaceReading } from "../../../src/protocol/place.ts";
import { worksAsTested } from "../../../src/protocol/place-test.ts";
import type { ReadingFailure } from "../../../src/protocol/therapist-records.ts";
import { USUAL_ENDPOINTS } from "../../core/invite/usual-endpoints.ts";
import { USUAL_DEPS } from "./usual-order.ts";

const WEBDAV: PlaceReading = { kind: "webdav", url: "https://dav.example/in", user: "me", password: "mine" };
const NOW = Date.UTC(2026, 10, 30, 20, 4);
const key = makeTherapistKey("Dr. Rivera");

/** A server that answers with these statuses, one after the other, and keeps the body of what it says 201 to. */
function serverSaying(...statuses: readonly number[]) {
  const asked: { readonly url: string; readonly init: RequestInit }[] = [];
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  const fetch: PlaceTestDeps["fetch"] = async (url, init) => {
    const status = statuses[asked.push({ url, init }) - 1] ?? 500;
    if (status === 201) kept.set(url.split("/").at(-1)!, new Uint8Array(init.body as Uint8Array<ArrayBuffer>));
    return new Response(status === 204 ? null : "", { status });
  };
  return { asked, kept, fetch };
}

function readerOf(
  kept: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
  failing: ReadingFailure | null = null,
): PlaceReader {
  return {
    list: async () => {
      if (failing !== null) return { kind: "failed", reason: failing };
      return { kind: "listed", items: [...kept].map(([id, bytes]) => ({ id, size: bytes.length, arrivedAt: 0 })) };
    },
    read: async (_, id) => ({ kind: "read", bytes: kept.get(id)! }),
  };
}

/** Reading is no part of this test. */
const NOT_ASKED: PlaceReader = {
  list: async () => ({ kind: "listed", items: [] }),
  read: () => Promise.reject(new Error("asked")),
};

async function run(
  sendTo: InviteEndpoint | null,
  { fetch }: Pick<PlaceTestDeps, "fetch">,
  reader: PlaceReader | null,
  reading: PlaceReading = WEBDAV,
) {
  const { identity, recipient } = await key;
  const letter = async () => sealTestLetter(await testerOf(identity), [recipient], NOW);
  const test = createPlaceTest({ ...USUAL_DEPS, now: () => NOW, fetch, letter, reader: reader ?? NOT_ASKED });
  const endpoint = sendTo ?? USUAL_ENDPOINTS.mailbox;
  return (await test({ place: { endpoint, mode: "sealed", reading }, sendTo }))!;
}

test("one sealed letter goes out twice, the same bytes under the same name, and is found where the therapist reads", async () => {
  const server = serverSaying(201, 412);
  const test = await run(USUAL_ENDPOINTS.webdav, server, readerOf(server.kept));
  expect(test).toEqual({
    first: { delivery: { kind: "delivered" }, status: 201 },
    second: { delivery: { kind: "delivered" }, status: 412 },
    back: { kind: "found", copies: 1 },
  });
  expect(worksAsTested(test)).toBe(true);
  const [first, second] = server.asked;
  expect([second!.url, second!.init.body]).toEqual([first!.url, first!.init.body]);
  const { identity, recipient } = await key;
  const tester = await testerOf(identity);
  const opened = await openEnvelope(first!.init.body as Uint8Array, {
    identities: [identity],
    knownClients: (client) => (client === tester.client ? { secret: tester.secret, pinnedKey: null } : null),
    ourRecipientSets: [[recipient]],
  });
  expect(opened).toMatchObject({ kind: "opened", content: { kind: "test" } });
});

test("a second copy is counted, and what databases keep as text is the same letter", async () => {
  const server = serverSaying(201, 201);
  const reader: PlaceReader = {
    list: async () => {
      const [id] = [...server.kept.keys()];
      return {
        kind: "listed",
        items: [id!, id!.replace(".age", " (2).age")].map((each) => ({ id: each, size: 1, arrivedAt: 0 })),
      };
    },
    read: async () => {
      const [bytes] = server.kept.values();
      return {
        kind: "read",
        bytes: new TextEncoder().encode(
          `${armorOf(toBase64Url(bytes!)).replaceAll("\n", "\r\n").replaceAll("\r", "")}\n`,
        ),
      };
    },
  };
  const { back } = await run(USUAL_ENDPOINTS["nextcloud-drop"], server, reader);
  expect(back).toEqual({ kind: "found", copies: 2 });
});

test.each([
  ["lies somewhere else", readerOf(new Map()), { kind: "notFound" }],
  ["cannot be listed", readerOf(new Map(), "wrongToken"), { kind: "failed", reason: "wrongToken" }],
])("a letter that was taken and %s is no working place", async (_, reader, back) => {
  const test = await run(USUAL_ENDPOINTS.webdav, serverSaying(201, 412), reader);
  expect(test.back).toEqual(back);
  expect(worksAsTested(test)).toBe(false);
});

test("other bytes under the letter's name are said to be other bytes", async () => {
  const server = serverSaying(201, 412);
  const reader: PlaceReader = {
    ...readerOf(server.kept),
    read: async () => ({ kind: "read", bytes: new Uint8Array(3) }),
  };
  expect((await run(USUAL_ENDPOINTS.webdav, server, reader)).back).toEqual({ kind: "altered" });
});

test("what is refused is sent once, and what reading can do is said all the same", async () => {
  const server = serverSaying(401);
  const test = await run(USUAL_ENDPOINTS.webdav, server, readerOf(new Map()));
  expect(server.asked).toHaveLength(1);
  expect(test).toEqual({
    first: { delivery: { kind: "hold", reason: "wrongKey" }, status: 401 },
    second: null,
    back: { kind: "readable", count: 0 },
  });
  expect(worksAsTested(test)).toBe(false);
});

test("a server that answers nothing has no status", async () => {
  const fetch = () => Promise.reject(new TypeError("refused"));
  const { first } = await run(USUAL_ENDPOINTS.webdav, { fetch }, null);
  expect(first).toEqual({ delivery: { kind: "retry", reason: "noReply", retryAfterMs: null }, status: null });
});

test("without a client's key nothing is sent, and reading is tried", async () => {
  const server = serverSaying();
  const test = await run(null, server, readerOf(new Map([["a", new Uint8Array(1)]])));
  expect(test).toEqual({ first: null, second: null, back: { kind: "readable", count: 1 } });
  expect(server.asked).toEqual([]);
  expect(worksAsTested(test)).toBe(true);
});

test("where files are brought by hand nothing is read, and sending alone decides", async () => {
  const reader: PlaceReader = {
    list: () => Promise.reject(new Error("asked")),
    read: () => Promise.reject(new Error("asked")),
  };
  const test = await run(USUAL_ENDPOINTS.webdav, serverSaying(201, 412), reader, { kind: "hand" });
  expect(test.back).toEqual({ kind: "notTried" });
  expect(worksAsTested(test)).toBe(true);
});

test("a FHIR server gets an empty response of nobody's, begun and given up", async () => {
  const server = serverSaying(201, 200);
  await run(USUAL_ENDPOINTS.fhir, server, null);
  const sent = parseJson(new TextDecoder().decode(server.asked[0]!.init.body as Uint8Array)) as Record<string, unknown>;
  expect(parseStoredResource(sent)).toMatchObject({ isWithdrawn: false });
  expect(sent).toMatchObject({ status: "stopped", subject: { identifier: { value: "test" } } });
  expect(sent).not.toHaveProperty("item");
});

test("without a key there is nothing to seal for", async () => {
  const deps = { ...USUAL_DEPS, letter: async () => null, reader: NOT_ASKED };
  const place = { endpoint: USUAL_ENDPOINTS.webdav, mode: "sealed", reading: WEBDAV } as const;
  expect(await createPlaceTest(deps)({ place, sendTo: place.endpoint })).toBeNull();
});
