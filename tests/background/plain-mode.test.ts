import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createDelivery } from "../../src/adapters/endpoint/delivery.ts";
import { makeClientKey } from "../../src/adapters/sealing/client-key.ts";
import { createSealing } from "../../src/adapters/sealing/sealing.ts";
import { verifyText } from "../../src/adapters/sealing/signing.ts";
import { makeTherapistKey } from "../../src/adapters/sealing/therapist-key.ts";
import { openDatabase } from "../../src/adapters/storage/database.ts";
import { createKeyStore } from "../../src/adapters/storage/keys.ts";
import { createPlainBytes, makeRestKey, showingPlain } from "../../src/adapters/storage/plain-bytes.ts";
import { type AnswerKeepingDeps, createAnswerKeeping } from "../../src/background/answer-keeping.ts";
import { DEFAULT_INSTRUMENT, findInstrument } from "../../src/core/alliance/instruments/index.ts";
import type { InviteEndpoint } from "../../src/core/invite/endpoint.ts";
import type { Pairing } from "../../src/core/outbox/pairing.ts";
import { endpointIdOf } from "../../src/core/outbox/pairing.ts";
import { toQuestionnaire } from "../../src/protocol/fhir-definitions.ts";
import { readBody, startServer, type TestServer } from "../adapters/endpoint/test-server.ts";
import { USUAL_DEPS } from "../adapters/endpoint/usual-order.ts";
import { diskText, freshDisk, NOON } from "../adapters/storage/fresh-database.ts";
import { shippedInstrument } from "../core/alliance/shipped.ts";
import { usualInvite } from "../core/invite/usual-invite.ts";
import { findAnswerFaults, findValueFaults } from "../protocol/fhir-rules.ts";
import { createWorld } from "./outbox-world.ts";

const CANARY = "the canary sings";
const BASE64_OF_32_BYTES = `${"q".repeat(42)}A`;

let server: TestServer;
let bodies: string[];
let status: number;
let world: ReturnType<typeof createWorld>;
beforeEach(async () => {
  freshDisk();
  world = createWorld();
  [bodies, status] = [[], 201];
  server = await startServer(async (request, response) => {
    bodies.push((await readBody(request)).toString());
    response.writeHead(status).end();
  });
});
afterEach(() => server.close());

type Way = Pick<Pairing["invite"], "mode"> & { readonly adapter: "fhir" | "post" };

async function pair({ mode, adapter }: Way) {
  const place = { url: server.url, box: "", token: "" };
  const endpoint: InviteEndpoint =
    adapter === "fhir" ? { adapter, profile: "r4", ...place } : { adapter, profile: "generic", ...place };
  const keys = createKeyStore(openDatabase());
  const key = await makeClientKey();
  await keys.keepClientKey("client-7", key);
  const { recipient } = await makeTherapistKey("Dr. Rivera");
  const pairing: Pairing = {
    invite: usualInvite({
      recipients: [recipient],
      endpoint,
      client: "client-7",
      mode,
      settings: { takeBackSeconds: 0 },
    }),
    acceptedAt: NOON,
    consentHash: BASE64_OF_32_BYTES,
    publicKey: key.publicKey,
    mac: BASE64_OF_32_BYTES,
  };
  const plain = createPlainBytes(() => keys.restKey(makeRestKey));
  return { pairing, endpoint, keys, plain, publicKey: key.publicKey };
}

/** Joined as worker.ts joins it. */
async function openClient(way: Way) {
  const { pairing, endpoint, keys, plain, publicKey } = await pair(way);
  const complaints: unknown[] = [];
  const deps: AnswerKeepingDeps = {
    pairing: async () => pairing,
    instrumentOf: shippedInstrument,
    seal: createSealing({ clientKey: keys.readClientKey, instrumentOf: shippedInstrument, hide: plain.hide }),
    store: world.newStore(),
    instrumentHash: async () => "3f9a0c11d2e4",
    newId: () => crypto.randomUUID(),
    now: () => world.clock.now,
    countHigh: async () => undefined,
    complain: (_, cause) => complaints.push(cause),
  };
  const deliver = createDelivery({ ...USUAL_DEPS, now: () => world.clock.now });
  const submit = (checkInId = "s1") => {
    const answers = { B1: 8, R1: "little", R2: "partly", N1: CANARY };
    const submitted = { checkInId, answers, wish: "raise", seconds: 30, skipped: 2, endedAt: null } as const;
    return createAnswerKeeping(deps).keep(submitted);
  };
  const worker = () => world.startWorker(showingPlain(deliver, plain), { endpointOf: async () => endpoint });
  return { submit, worker, endpoint, complaints, publicKey };
}

const countKept = () => openDatabase().use((db) => db.count("envelopes"));

describe("to a FHIR server", () => {
  const way: Way = { mode: "plain", adapter: "fhir" };

  test("answers arrive as a resource that answers its Questionnaire, with its number and consent", async () => {
    const client = await openClient(way);
    expect(await client.submit()).toMatchObject({ kind: "saved" });
    await client.worker().runner.run();
    const [resource] = bodies.map((body) => JSON.parse(body) as Record<string, unknown>);
    const instrument = findInstrument(DEFAULT_INSTRUMENT)!;
    expect(findAnswerFaults(toQuestionnaire(instrument), resource!)).toEqual([]);
    expect(findValueFaults(resource)).toEqual([]);
    expect(JSON.stringify(resource)).toContain('{"url":"seq","valuePositiveInt":1}');
    expect(resource).toMatchObject({ id: (await world.newStore().list())[0]!.id });
    expect(client.complaints).toEqual([]);
  });

  test("I2: every attempt sends the same bytes, also after a restart", async () => {
    const client = await openClient(way);
    await client.submit();
    status = 503;
    await client.worker().runner.run();
    world.clock.now += 24 * 60 * 60_000;
    status = 201;
    await client.worker().runner.run();
    expect(bodies).toHaveLength(2);
    expect(bodies[0]).toBe(bodies[1]);
    expect(bodies[0]).toContain(CANARY);
  });

  test("I16: nothing readable lies on the disk while it waits", async () => {
    const client = await openClient(way);
    await client.submit();
    expect(await countKept()).toBe(1);
    const text = await diskText();
    expect(text).toContain("aftersession-at-rest");
    expect(text).not.toContain("canary");
    expect(text).not.toContain("QuestionnaireResponse");
  });

  test("I16: what was delivered is gone from the disk, so that I12 does not hold here", async () => {
    const client = await openClient(way);
    await client.submit();
    await client.worker().runner.run();
    expect(await world.newStore().list()).toMatchObject([{ state: "delivered", plain: true }]);
    expect(await countKept()).toBe(0);
  });

  test("what was taken, but perhaps not stored, is still here", async () => {
    const client = await openClient(way);
    await client.submit();
    status = 202;
    await client.worker().runner.run();
    expect(await world.newStore().list()).toMatchObject([{ state: "taken" }]);
    expect(await countKept()).toBe(1);
  });

  test("a browser that lost the key shows what it cannot send", async () => {
    const client = await openClient(way);
    await client.submit();
    await openDatabase().use((db) => db.delete("keys", "rest"));
    await client.worker().runner.run();
    expect(await world.newStore().list()).toMatchObject([{ state: "parked", lastReason: "unreadable" }]);
    expect(bodies).toEqual([]);
  });
});

describe("to a plain webhook", () => {
  test("answers arrive signed, dated to the hour", async () => {
    const client = await openClient({ mode: "plain", adapter: "post" });
    world.clock.now += 17 * 60_000;
    await client.submit();
    expect(await diskText()).not.toContain("canary");
    await client.worker().runner.run();
    const message = JSON.parse(bodies[0]!) as { readonly time: string; readonly data: { p: string; sig: string } };
    expect(message.time).toBe("2026-11-23T12:00:00Z");
    expect(message.data.p).toContain(CANARY);
    expect(await verifyText(client.publicKey, message.data.p, message.data.sig)).toBe(true);
    expect(await countKept()).toBe(0);
  });
});

describe("an invite that says sealed", () => {
  test("never lets anything else out, whatever the endpoint", async () => {
    for (const adapter of ["post", "fhir"] as const) {
      freshDisk();
      world = createWorld();
      const client = await openClient({ mode: "sealed", adapter });
      await client.submit();
      const [kept] = await openDatabase().use((db) => db.getAll("envelopes"));
      expect(Buffer.from(kept!.bytes).toString("latin1")).toMatch(/^age-encryption\.org\/v1/);
      await client.worker().runner.run();
    }
    expect(bodies.join()).not.toContain("canary");
    expect(bodies).toHaveLength(1);
    expect(await world.newStore().list()).toMatchObject([{ state: "parked", lastReason: "unreadable" }]);
  });

  test("keeps the sealed copy after delivery", async () => {
    const client = await openClient({ mode: "sealed", adapter: "post" });
    await client.submit();
    await client.worker().runner.run();
    expect(await world.newStore().list()).toMatchObject([{ state: "delivered" }]);
    expect(await countKept()).toBe(1);
  });
});

test("I15: an answer goes to the endpoint it was given for, plain or not", async () => {
  const client = await openClient({ mode: "plain", adapter: "fhir" });
  await client.submit();
  const [entry] = await world.newStore().list();
  expect(entry!.endpointId).toBe(endpointIdOf(client.endpoint));
  const hidden = (await openDatabase().use((db) => db.get("envelopes", entry!.id)))!.bytes;
  expect(entry!.sha256).toBe(createHash("sha256").update(hidden).digest("hex"));
});
