import "fake-indexeddb/auto";
import { openDB } from "idb";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { KeptKey } from "../../src/adapters/sealing/therapist-keyring.ts";
import { openTherapistArchive, type TherapistArchive } from "../../src/adapters/storage/therapist-archive.ts";
import type { ClientRecord, ReceivedFile } from "../../src/protocol/therapist-records.ts";

let name = "";
let count = 0;
let archive: TherapistArchive;

beforeEach(async () => {
  name = `archive-${++count}`;
  archive = await openTherapistArchive(name);
});
afterEach(() => archive.close());

function key(overrides: Partial<KeptKey> = {}): KeptKey {
  return { recipient: "age1one", name: "Dr. Rivera", fileText: "…", madeAt: 1, backedUpAt: null, ...overrides };
}

function client(overrides: Partial<ClientRecord> = {}): ClientRecord {
  return {
    client: "c-1",
    label: "A.",
    secret: "s",
    pinnedKey: null,
    recipients: ["age1one"],
    videoHosts: ["meet.example"],
    invitedAt: 1,
    expiresAt: 2,
    invite: "A1.x.y",
    update: 1,
    phrase: ["one", "two", "three", "four"],
    ...overrides,
  };
}

function file(overrides: Partial<ReceivedFile> = {}): ReceivedFile {
  return {
    name: "id-1",
    bytes: new Uint8Array([1, 2, 3]),
    arrivedAt: 10,
    from: "mailbox",
    ...overrides,
  };
}

async function reopen(): Promise<TherapistArchive> {
  archive.close();
  archive = await openTherapistArchive(name);
  return archive;
}

test("a new archive is empty", async () => {
  expect(await archive.keys()).toEqual([]);
  expect(await archive.clients()).toEqual([]);
  expect(await archive.files()).toEqual([]);
  expect(await archive.mailbox()).toBeNull();
});

test("everything is there again after the page was closed", async () => {
  await archive.keepKey(key());
  await archive.keepClient(client());
  await archive.keepFiles([file()]);
  await archive.keepMailbox({ url: "https://box.example", box: "b", token: "t" });
  const outside = { practice: "Ms. North", board: "", supportLine: "" };
  expect(await archive.outside()).toBeNull();
  await archive.keepOutside(outside);
  const again = await reopen();
  expect(await again.outside()).toEqual(outside);
  expect(await again.keys()).toEqual([key()]);
  expect(await again.clients()).toEqual([client()]);
  expect(await again.files()).toMatchObject([file()]);
  expect(await again.mailbox()).toEqual({ url: "https://box.example", box: "b", token: "t" });
});

test("an older key stays in the keyring, behind the newer one", async () => {
  await archive.keepKey(key());
  await archive.keepKey(key({ recipient: "age1two", madeAt: 2 }));
  expect((await archive.keys()).map(({ recipient }) => recipient)).toEqual(["age1two", "age1one"]);
});

test("a proven backup is marked on its own key only", async () => {
  await archive.keepKey(key());
  await archive.keepKey(key({ recipient: "age1two", madeAt: 2 }));
  await archive.markBackedUp("age1one", 99);
  expect((await archive.keys()).map(({ backedUpAt }) => backedUpAt)).toEqual([null, 99]);
});

test("the first key of a client is pinned and a later one does not take its place", async () => {
  await archive.keepClient(client());
  await archive.pinKey("c-1", "first");
  await archive.pinKey("c-1", "second");
  expect((await archive.clients())[0]?.pinnedKey).toBe("first");
});

test("a key of a client nobody invited is not pinned", async () => {
  await archive.pinKey("stranger", "key");
  expect(await archive.clients()).toEqual([]);
});

test("the same file received twice is kept once", async () => {
  expect(await archive.keepFiles([file()])).toHaveLength(1);
  expect(await archive.keepFiles([file({ arrivedAt: 20, from: "file" }), file({ name: "id-2" })])).toMatchObject([
    { name: "id-2" },
  ]);
  expect(await archive.files()).toHaveLength(2);
});

test("other bytes under a known name are kept beside the first, so that they can be looked at", async () => {
  await archive.keepFiles([file(), file({ bytes: new Uint8Array([1, 2, 4]), arrivedAt: 5 })]);
  expect((await archive.files()).map(({ bytes }) => bytes[2])).toEqual([4, 3]);
  expect([...(await archive.knownNames())]).toEqual(["id-1"]);
});

test("I14: a database of a newer version is neither opened nor wiped", async () => {
  archive.close();
  const newer = await openDB(name, 7, { upgrade: (database) => void database.createObjectStore("later") });
  newer.close();
  await expect(openTherapistArchive(name)).rejects.toThrow();
  const still = await openDB(name);
  expect(still.objectStoreNames.contains("keyring")).toBe(true);
  still.close();
  archive = await openTherapistArchive(`${name}-after`);
});

test("a change of a client loses nothing that was kept meanwhile", async () => {
  await archive.keepClient(client());
  await Promise.all([archive.pinKey("c-1", "key"), archive.changeClient("c-1", { label: "B.", pausedAt: 7 })]);
  expect(await (await reopen()).clients()).toEqual([client({ label: "B.", pausedAt: 7, pinnedKey: "key" })]);
  expect(await archive.changeClient("c-1", { pausedAt: null })).toEqual(client({ label: "B.", pinnedKey: "key" }));
  expect(await archive.changeClient("nobody", { label: "X" })).toBeNull();
});
