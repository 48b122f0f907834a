import "fake-indexeddb/auto";
import { openDB } from "idb";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openVault } from "../../../src/adapters/sealing/vault.ts";
import { openTherapistArchive, type TherapistArchive } from "../../../src/adapters/storage/therapist-archive.ts";

let name = "";
let count = 0;
let archive: TherapistArchive;

beforeEach(async () => {
  name = `vault-${++count}`;
  archive = await openTherapistArchive(name);
});
afterEach(() => archive.close());

const NOTE = { text: "Ask about the homework" };

test("what was kept is read again after the page was closed", async () => {
  await (await openVault(archive)).keep("notes/c-1", NOTE);
  archive.close();
  archive = await openTherapistArchive(name);
  expect(await (await openVault(archive)).read("notes/c-1")).toEqual(NOTE);
});

test("nothing of it is on the disk in the clear, and no script can take the key out", async () => {
  await (await openVault(archive)).keep("notes/c-1", NOTE);
  const record = await archive.vaultRecord("notes/c-1");
  expect(new TextDecoder().decode(record!.bytes)).not.toContain("homework");
  const key = await archive.vaultKey();
  expect(key!.extractable).toBe(false);
  await expect(crypto.subtle.exportKey("raw", key!)).rejects.toThrow();
});

test("a record moved to another name, or changed by a byte, is as if it were not there", async () => {
  const vault = await openVault(archive);
  await vault.keep("notes/c-1", NOTE);
  const record = (await archive.vaultRecord("notes/c-1"))!;
  await archive.keepVaultRecord({ ...record, name: "notes/c-2" });
  expect(await vault.read("notes/c-2")).toBeNull();
  const changed = record.bytes.map((byte, at) => (at === 3 ? byte ^ 1 : byte));
  await archive.keepVaultRecord({ ...record, bytes: changed });
  expect(await vault.read("notes/c-1")).toBeNull();
});

test("two pages that open it for the first time share one key", async () => {
  const [one, other] = await Promise.all([openVault(archive), openVault(archive)]);
  await one.keep("notes/c-1", NOTE);
  expect(await other.read("notes/c-1")).toEqual(NOTE);
});

test("names are found by how they begin, and removed", async () => {
  const vault = await openVault(archive);
  for (const one of ["notes/c-1", "notes/c-2", "seen/c-1"]) await vault.keep(one, NOTE);
  expect(await vault.names("notes/")).toEqual(["notes/c-1", "notes/c-2"]);
  await vault.remove(["notes/c-1"]);
  expect(await vault.names("notes/")).toEqual(["notes/c-2"]);
  expect(await vault.read("notes/c-1")).toBeNull();
});

test("an archive of version 1 keeps what it had and gains an empty vault; its mailbox is the place", async () => {
  archive.close();
  const old = await openDB(`${name}-old`, 1, {
    upgrade(fresh) {
      fresh.createObjectStore("keyring", { keyPath: "recipient" });
      fresh.createObjectStore("clients", { keyPath: "client" });
      fresh.createObjectStore("files", { keyPath: ["name", "digest"] }).createIndex("name", "name");
      fresh.createObjectStore("settings");
    },
  });
  await old.put("settings", { url: "https://box.example", box: "b", token: "reads" }, "mailbox");
  await old.put("clients", { client: "c-1", invitedAt: 1 });
  old.close();
  archive = await openTherapistArchive(`${name}-old`);
  expect(await archive.clients()).toMatchObject([{ client: "c-1" }]);
  expect(await archive.vaultNames("")).toEqual([]);
  expect(await archive.place()).toEqual({
    endpoint: { adapter: "put", profile: "mailbox", url: "https://box.example", box: "b", token: "" },
    mode: "sealed",
    reading: { kind: "mailbox", url: "https://box.example", box: "b", token: "reads" },
  });
});

test("the place that was chosen last counts", async () => {
  const endpoint = { adapter: "file", profile: "file", url: "", box: "", token: "" } as const;
  await archive.keepMailbox({ url: "https://box.example", box: "b", token: "t" });
  await archive.keepPlace({ endpoint, mode: "sealed", reading: { kind: "hand" } });
  expect((await archive.place())?.reading).toEqual({ kind: "hand" });
});
