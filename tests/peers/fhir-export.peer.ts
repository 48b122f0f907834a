import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createFhirPush } from "../../src/adapters/endpoint/fhir-push.ts";
import { INSTRUMENTS } from "../../src/core/alliance/instruments/index.ts";
import { toFhirBundle, toFhirExport } from "../../src/protocol/fhir-export.ts";
import type { PushReply } from "../../src/protocol/fhir-target.ts";
import { NOTHING_SENT, type Sent, sendAll } from "../../src/ui/therapist/sending-to-server.ts";
import { exported, IMPORTED } from "../protocol/exported.ts";
import { type FhirServer, startFhirServer } from "./fhir-server.ts";
import { createFhirValidator, createMedplumValidator } from "./fhir-validators.ts";

let server: FhirServer;
beforeAll(async () => {
  server = await startFhirServer({ takesOurIds: true });
});
afterAll(() => server.stop());

const push = createFhirPush({ fetch: globalThis.fetch, isPermitted: async () => true });
const RESPONSES = [...INSTRUMENTS, IMPORTED].map((instrument, n) =>
  exported({
    id: randomUUID(),
    seq: n + 1,
    instrument,
    answers: instrument === IMPORTED ? { i1: 4, i2: "1" } : { B1: 8, G1: 7, T1: 9, N1: "The plan." },
  }),
);

async function sendEverything(): Promise<Sent> {
  let last = NOTHING_SENT;
  const { transactions } = toFhirExport(RESPONSES, { withWords: true });
  const target = { url: server.url, token: "t0k" };
  const send = (_: unknown, transaction: object, stop: AbortSignal): Promise<PushReply> =>
    push(target, transaction as never, stop);
  await sendAll(send, target, transactions, new AbortController().signal, (sent) => (last = sent));
  return last;
}

test("responses of every set are stored with their scores once, whatever is sent again", async () => {
  const all = RESPONSES.length;
  expect(await sendEverything()).toMatchObject({ done: all, created: all, there: 0, failure: null });
  const stored = [...(await server.stored("QuestionnaireResponse")), ...(await server.stored("Observation"))];
  expect(await sendEverything()).toMatchObject({ done: all, created: 0, there: all, failure: null });
  expect([...(await server.stored("QuestionnaireResponse")), ...(await server.stored("Observation"))]).toHaveLength(
    stored.length,
  );
  expect(stored.map(createMedplumValidator())).toEqual(stored.map(() => []));
  expect(JSON.stringify(stored)).not.toContain("test text");
});

test("the Bundle of the file is sound to both validators, and taken in after the sending it creates nothing", async () => {
  const bundle = toFhirBundle(toFhirExport(RESPONSES, { withWords: true }));
  expect(createMedplumValidator()(bundle)).toEqual([]);
  expect(createFhirValidator()(bundle)).toEqual([]);
  const before = (await server.stored("QuestionnaireResponse")).length;
  const headers = { "content-type": "application/fhir+json" };
  const reply = await fetch(server.url, { method: "POST", headers, body: JSON.stringify(bundle) });
  const { entry } = (await reply.json()) as {
    readonly entry: readonly { readonly response: { readonly status: string } }[];
  };
  expect(new Set(entry.map(({ response }) => response.status))).toEqual(new Set(["200"]));
  expect(await server.stored("QuestionnaireResponse")).toHaveLength(before);
});
