import "fake-indexeddb/auto";
import { openDB } from "idb";
import { beforeEach, expect, test } from "vitest";
import { createOpeningSide } from "../../../src/adapters/opening/opening-side.ts";
import { type ClientKey, makeClientKey } from "../../../src/adapters/sealing/client-key.ts";
import { createTherapistKeyring, type TherapistKeyring } from "../../../src/adapters/sealing/therapist-keyring.ts";
import { openVault, type Vault } from "../../../src/adapters/sealing/vault.ts";
import { openTherapistArchive, type TherapistArchive } from "../../../src/adapters/storage/therapist-archive.ts";
import { NOTHING_OF_THEIR_OWN } from "../../../src/core/invite/own-key.ts";
import type { ClientRecord } from "../../../src/protocol/therapist-records.ts";
import { createReceiving } from "../../../src/ui/therapist/receiving.ts";
import { createRemoving } from "../../../src/ui/therapist/removing.ts";
import { mailboxPlace } from "./places.ts";
import { sealResponse } from "./sealed-responses.ts";

const NOW = Date.parse("2026-11-23T20:00:00Z");
const mailbox = { url: "https://box.example", box: "rivera", token: "reading" };
const id = (last: number): string => `6f1c1c1e-0000-4000-8000-${String(last).padStart(12, "0")}`;
const STORES = ["keyring", "clients", "files", "settings", "vault"] as const;

let name = "";
let count = 0;
let archive: TherapistArchive;
let keyring: TherapistKeyring;
let vault: Vault;
let leaving: ClientRecord;
let staying: ClientRecord;
let keys: ReadonlyMap<string, ClientKey>;

beforeEach(async () => {
  name = `removing-${++count}`;
  archive = await openTherapistArchive(name);
  vault = await openVault(archive);
  keyring = createTherapistKeyring({ store: archive, now: () => NOW, rules: { allowLocalhost: false } });
  await keyring.make("Dr. Rivera");
  await keyring.prove((await keyring.fileText())!);
  await archive.keepMailbox(mailbox);
  const invited = async (label: string): Promise<ClientRecord> => {
    const own = { ...NOTHING_OF_THEIR_OWN, token: "writing" };
    const facts = { label, videoHosts: ["meet.example"], own, takeBackSeconds: 0 };
    const record = (await keyring.invite({ ...facts, expiresAt: NOW + 1_000_000 }, mailboxPlace(mailbox)))!;
    await archive.keepClient(record);
    return record;
  };
  leaving = await invited("Leaving");
  staying = await invited("Staying");
  keys = new Map([
    [leaving.client, await makeClientKey()],
    [staying.client, await makeClientKey()],
  ]);
});

const removing = () =>
  createRemoving({
    archive,
    vault,
    opener: keyring.opener,
    pause: async () => {},
    randomCode: () => crypto.randomUUID(),
  });

async function receive(record: ClientRecord, number: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await sealResponse({ record, key: keys.get(record.client)!, id: id(number), seq: number });
  await archive.keepFiles([{ name: id(number), bytes, arrivedAt: number, from: "mailbox" }]);
  return bytes;
}

/** Everything in the database, as the disk has it, sealed files and names of records too. */
async function everything(): Promise<string> {
  const database = await openDB(name);
  const all = await Promise.all(
    STORES.map(async (store) => [
      await database.getAllKeys(store),
      store === "vault" ? [] : await database.getAll(store),
    ]),
  );
  database.close();
  return JSON.stringify(all, (_, value: unknown) => (value instanceof Uint8Array ? [...value].join() : value));
}

test("nothing of a deleted client is left in the database, and everything of the others is", async () => {
  const gone = [await receive(leaving, 1), await receive(leaving, 2)];
  const kept = await receive(staying, 3);
  const { digest } = (await archive.files())[0]!;
  await vault.keep(`note:${leaving.client}:1`, { text: "private" });
  await vault.keep(`opened:${digest}|${id(1)}`, { answers: { B1: 3 } });
  await vault.keep(`note:${staying.client}:1`, { text: "stays" });
  const before = await everything();
  for (const trace of [leaving.client, leaving.secret, "Leaving", digest, id(1), gone[0]!.join()])
    expect(before).toContain(trace);

  const holding = await removing().findClient([leaving.client], () => {});
  expect(holding).toMatchObject({ clients: [leaving.client], records: 2 });
  expect(holding.files.map(([file]) => file)).toEqual([id(1), id(2)]);
  await removing().removeClient(holding);

  const after = await everything();
  for (const trace of [
    leaving.client,
    leaving.secret,
    leaving.invite!,
    "Leaving",
    digest,
    id(1),
    id(2),
    ...gone.map(String),
  ])
    expect(after).not.toContain(trace);
  for (const trace of [staying.client, staying.secret, "Staying", id(3), kept.join()]) expect(after).toContain(trace);
  expect(await vault.read(`note:${staying.client}:1`)).toEqual({ text: "stays" });
});

test("a file that only says it is theirs goes, too; one that nobody can open stays", async () => {
  const forged = await receive(leaving, 1);
  const altered = new Uint8Array(forged);
  altered[altered.length - 1]! ^= 1;
  const other = await sealResponse({ record: leaving, key: await makeClientKey(), id: id(9), seq: 9 });
  await archive.keepFiles([
    { name: id(9), bytes: other, arrivedAt: 9, from: "file" },
    { name: "altered", bytes: altered, arrivedAt: 10, from: "file" },
  ]);
  const holding = await removing().findClient([leaving.client], () => {});
  expect(holding.files.map(([file]) => file).sort()).toEqual([id(1), id(9)]);
  await removing().removeClient(holding);
  expect((await archive.files()).map((file) => file.name)).toEqual(["altered"]);
});

test("what is kept of the opened under names that do not say whose it is goes after the client's record, or not at all", async () => {
  const forgotten: [client: string, stillThere: boolean][] = [];
  const forgetOpened = async (client: string): Promise<void> => {
    forgotten.push([client, (await archive.clients()).some((record) => record.client === client)]);
  };
  const { opener } = keyring;
  const deps = { archive, vault, opener, forgetOpened, pause: async () => {}, randomCode: () => crypto.randomUUID() };
  await createRemoving(deps).removeClient({ clients: [leaving.client], files: [], records: 0 });
  expect(forgotten).toEqual([[leaving.client, false]]);
  expect((await archive.clients()).map(({ client }) => client)).toEqual([staying.client]);

  const full = { ...archive, removeClient: async () => Promise.reject(new Error("QuotaExceededError")) };
  const holding = { clients: [staying.client], files: [], records: 0 };
  await expect(createRemoving({ ...deps, archive: full }).removeClient(holding)).rejects.toThrow("Quota");
  expect(forgotten).toHaveLength(1);
});

test("what could not be forgotten at once is when the page is opened next, and nobody who is still there", async () => {
  const forgotten: string[] = [];
  let isFull = true;
  const forgetOpened = async (client: string): Promise<void> => {
    if (isFull) throw new Error("QuotaExceededError");
    forgotten.push(client);
  };
  const { opener } = keyring;
  const deps = { archive, vault, opener, forgetOpened, pause: async () => {}, randomCode: () => crypto.randomUUID() };
  await createRemoving(deps).removeClient({ clients: [leaving.client], files: [], records: 0 });
  await vault.keep("forgetting:cut-short", [staying.client]);
  isFull = false;
  await createRemoving(deps).finishForgetting();
  expect(forgotten).toEqual([leaving.client]);
  expect(await vault.names("forgetting:")).toEqual([]);
});

test.each(["notes", "guesses", "marks", "opened"])(
  "a file that is called %s takes nothing of anybody else",
  async (called) => {
    const bytes = await receive(leaving, 1);
    await archive.keepFiles([{ name: called, bytes, arrivedAt: 9, from: "file" }]);
    await vault.keep(`${called}/${staying.client}`, { text: "stays" });
    await vault.keep(`${called}/${leaving.client}`, { text: "goes" });
    const holding = await removing().findClient([leaving.client], () => {});
    expect(holding).toMatchObject({
      files: [[id(1)], [called]].map(([file]) => [file, expect.any(String)]),
      records: 1,
    });
    await removing().removeClient(holding);
    expect(await vault.read(`${called}/${staying.client}`)).toEqual({ text: "stays" });
    expect(await vault.names(`${called}/`)).toEqual([`${called}/${staying.client}`]);
  },
);

test("everything of a person who was invited again goes: of the earlier invite, too", async () => {
  await receive(leaving, 1);
  await receive(staying, 2);
  const holding = await removing().findClient([leaving.client, staying.client], () => {});
  await removing().removeClient(holding);
  expect([await archive.clients(), await archive.files()]).toEqual([[], []]);
});

test("a client of whom the name of another is a part stays", async () => {
  await vault.keep(`note:${leaving.client}x:1`, { text: "another" });
  expect(await removing().findClient([leaving.client], () => {})).toMatchObject({ records: 0, files: [] });
});

test("what was deleted is not fetched again, though it still lies in the mailbox", async () => {
  const held = new Map([[id(1), await receive(leaving, 1)]]);
  const fetched: string[] = [];
  const reading = {
    list: async () => ({
      kind: "listed" as const,
      items: [...held].map(([item, { length }]) => ({ id: item, size: length, arrivedAt: 1 })),
    }),
    read: async (_: unknown, item: string) => {
      fetched.push(item);
      return { kind: "read" as const, bytes: held.get(item)! };
    },
  };
  await removing().removeClient(await removing().findClient([leaving.client], () => {}));
  const instruments = async (): Promise<readonly string[]> => [];
  const startWorker = (): never => {
    throw new Error("no worker is asked for");
  };
  const side = createOpeningSide({ archive, keyring, instruments, startWorker, workers: 0, pause: async () => {} });
  const receiving = createReceiving({ archive, reading, ...side });
  expect(await receiving.look()).toEqual({ kind: "looked", fresh: 0 });
  expect(fetched).toEqual([]);
});

test("looking through many files says how far it is", async () => {
  const bytes = await receive(staying, 1);
  await archive.keepFiles(
    Array.from({ length: 60 }, (_, n) => ({ name: `copy-${n}`, bytes, arrivedAt: n, from: "file" as const })),
  );
  const told: string[] = [];
  await removing().findClient([leaving.client], (done, total) => told.push(`${done}/${total}`));
  expect(told).toEqual(["25/61", "50/61"]);
});
