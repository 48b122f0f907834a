import { openDB } from "idb";
import { beforeEach, expect, test } from "vitest";
import { createConsentLog } from "../../../src/adapters/storage/consents.ts";
import { openDatabase } from "../../../src/adapters/storage/database.ts";
import { createKeyStore } from "../../../src/adapters/storage/keys.ts";
import { createFirstStores } from "../../../src/adapters/storage/migrations/0001-first-stores.ts";
import { createOutboxStore } from "../../../src/adapters/storage/outbox-store.ts";
import type { Schema } from "../../../src/adapters/storage/schema.ts";
import type { OutboxEntry } from "../../../src/core/outbox/outbox-entry.ts";
import { freshDisk } from "./fresh-database.ts";

beforeEach(freshDisk);

/** As the first version wrote it, and as every later one must find it. */
const ENTRY: OutboxEntry = {
  id: "5f0f1c2e-0000-4000-8000-000000000001",
  checkInId: "s1",
  seq: 4,
  client: "c-7f3a",
  endpointId: "put|mailbox|https://box.example|r7",
  consentHash: "h",
  sha256: "c0535e4be2b79ffd93291305436bf889314e4a3faec05ecffcbb7df31ad9e51a",
  state: "queued",
  tries: 2,
  nextAt: 1_764_000_060_000,
  takeBackUntil: 1_764_000_000_000,
  takeBackMs: 600_000,
  createdAt: 1_763_999_400_000,
  settledAt: null,
  lastReason: "noReply",
  mayHaveArrived: true,
};
/** "Hello world!": the digest above is its own. */
const BYTES = new TextEncoder().encode("Hello world!");

const KEY_NAME = `client:${ENTRY.client}`;
const CONSENT = {
  hash: "h",
  acceptedAt: 1_763_000_000_000,
  client: ENTRY.client,
  endpointId: ENTRY.endpointId,
  endedAt: null,
};

async function signingKey(): Promise<CryptoKey> {
  return (await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]))
    .privateKey;
}

async function writeAsFirstVersion(): Promise<void> {
  const first = await openDB<Schema>("aftersession", 1, { upgrade: (connection) => createFirstStores(connection) });
  await first.put("outbox", ENTRY);
  await first.put("envelopes", { id: ENTRY.id, bytes: BYTES });
  await first.put("counters", 5, ENTRY.client);
  await first.put("endpoints", { endpointId: ENTRY.endpointId, reason: "wrongKey", since: 1, probeAt: 2, failures: 3 });
  await first.put("settings", false, "sending");
  await first.put("keys", { kind: "clientKey", privateKey: await signingKey(), publicKey: "pub" }, KEY_NAME);
  await first.put("consents", CONSENT);
  first.close();
}

test("I14: what the first version kept is there unchanged after every upgrade, and can still be sent", async () => {
  await writeAsFirstVersion();
  const database = openDatabase();
  const store = createOutboxStore(database, { now: () => 0, random: () => 0.5 });
  expect(await store.list()).toEqual([ENTRY]);
  expect(await store.readBytes(ENTRY)).toEqual(BYTES);
  expect(await store.nextSeq(ENTRY.client)).toBe(5);
  expect(await store.listPauses()).toEqual([
    { endpointId: ENTRY.endpointId, reason: "wrongKey", since: 1, probeAt: 2, failures: 3 },
  ]);
  expect(await database.use((connection) => connection.get("settings", "sending"))).toBe(false);
  expect(await createConsentLog(database).list()).toEqual([CONSENT]);
  expect(await createKeyStore(database).readClientKey(ENTRY.client)).toMatchObject({ publicKey: "pub" });
});

test("the second version takes the journal away, and brings the recording", async () => {
  await writeAsFirstVersion();
  const first = await openDB<Schema>("aftersession");
  const before = [...first.objectStoreNames];
  first.close();
  const after = await openDatabase().use(async (connection) => [...connection.objectStoreNames]);
  const common = ["consents", "counters", "endpoints", "envelopes", "keys", "outbox", "settings"] as const;
  expect(before).toEqual([...common.slice(0, 4), "journal", ...common.slice(4)]);
  expect(after).toEqual([...common.slice(0, 6), "recording", ...common.slice(6)]);
});

test("I14: an upgrade that fails half-way leaves the earlier version whole", async () => {
  await writeAsFirstVersion();
  const create = IDBDatabase.prototype.createObjectStore;
  IDBDatabase.prototype.createObjectStore = () => {
    throw new DOMException("simulated", "UnknownError");
  };
  expect(await openDatabase().health()).toBe("unavailable");
  IDBDatabase.prototype.createObjectStore = create;
  const before = await openDB<Schema>("aftersession", 1);
  expect(await before.getAll("outbox")).toEqual([ENTRY]);
  expect(await before.get("envelopes", ENTRY.id)).toEqual({ id: ENTRY.id, bytes: BYTES });
  before.close();
  expect(await openDatabase().health()).toBe("ready");
});
