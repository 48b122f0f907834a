import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB } from "idb";
import { instrumentKey } from "../../core/alliance/instrument.ts";
import type { OutsideContacts } from "../../core/alliance/outside-route.ts";
import { type ClientChange, changeClient } from "../../protocol/client-standing.ts";
import type { FileKey } from "../../protocol/opened.ts";
import type { Place } from "../../protocol/place.ts";
import type {
  ClientRecord,
  KeptInstrument,
  MailboxAccess,
  Practice,
  ReceivedFile,
  SealedFile,
} from "../../protocol/therapist-records.ts";
import { toBase64Url } from "../sealing/bytes.ts";
import type { KeptKey } from "../sealing/therapist-keyring.ts";
import type { VaultRecord } from "../sealing/vault-record.ts";
import { ARCHIVE_NAME, VAULT_KEY } from "./archive-names.ts";

/** 2: the vault; nothing else changed its shape. */
const ARCHIVE_VERSION = 2;

interface ArchiveSchema extends DBSchema {
  keyring: { key: string; value: KeptKey };
  clients: { key: string; value: ClientRecord };
  /** Sealed as they came, one per name and content. Nothing opened is ever written here. */
  files: { key: [name: string, digest: string]; value: SealedFile; indexes: { name: string } };
  settings: {
    key: "mailbox" | "practice" | "instruments" | "place" | "outside";
    value:
      | MailboxAccess
      | Practice
      | { readonly instruments: readonly KeptInstrument[] }
      | { readonly place: Place }
      | { readonly outside: OutsideContacts };
  };
  /** What is encrypted with the key below: notes, guesses, what was opened. */
  vault: { key: string; value: VaultRecord };
  vaultKey: { key: string; value: CryptoKey };
}

type StoreName = "keyring" | "clients" | "files" | "settings" | "vault" | "vaultKey";
export type TherapistArchive = Awaited<ReturnType<typeof openTherapistArchive>>;

/**
 * What the therapist page keeps in this browser profile. Rejects when the browser withholds its database, or when a
 * newer version of Aftersession has written it: an older one must neither read nor wipe it.
 */
export async function openTherapistArchive(name: string = ARCHIVE_NAME) {
  const database = await openDB<ArchiveSchema>(name, ARCHIVE_VERSION, {
    upgrade(opened, before) {
      if (before < 1) {
        opened.createObjectStore("keyring", { keyPath: "recipient" });
        opened.createObjectStore("clients", { keyPath: "client" });
        opened.createObjectStore("files", { keyPath: ["name", "digest"] }).createIndex("name", "name");
        opened.createObjectStore("settings");
      }
      opened.createObjectStore("vault", { keyPath: "name" });
      opened.createObjectStore("vaultKey");
    },
    // A newer page wants to upgrade: let it, this one is stale.
    blocking: () => database.close(),
  });
  return {
    /** Newest first: new invites use the first, all of them open files. */
    async keys(): Promise<readonly KeptKey[]> {
      const keys = await database.getAll("keyring");
      return keys.sort((a, b) => b.madeAt - a.madeAt);
    },
    async keepKey(key: KeptKey): Promise<void> {
      await change(database, "keyring", (store) => store.put(key));
    },
    async markBackedUp(recipient: string, backedUpAt: number): Promise<void> {
      await change(database, "keyring", async (store) => {
        const key = await store.get(recipient);
        if (key !== undefined) await store.put({ ...key, backedUpAt });
      });
    },
    /** Newest invite first. */
    async clients(): Promise<readonly ClientRecord[]> {
      const clients = await database.getAll("clients");
      return clients.sort((a, b) => b.invitedAt - a.invitedAt);
    },
    async keepClient(record: ClientRecord): Promise<void> {
      await change(database, "clients", (store) => store.put(record));
    },
    /** As it is kept from then on; null where this client is not here. */
    async changeClient(client: string, wanted: ClientChange): Promise<ClientRecord | null> {
      let changed: ClientRecord | null = null;
      await change(database, "clients", async (store) => {
        const record = await store.get(client);
        if (record === undefined) return;
        changed = changeClient(record, wanted);
        await store.put(changed);
      });
      return changed;
    },
    /** The first key that proved itself is the client's key from then on; a later one never takes its place. */
    async pinKey(client: string, pinnedKey: string): Promise<void> {
      await change(database, "clients", async (store) => {
        const record = await store.get(client);
        if (record !== undefined && record.pinnedKey === null) await store.put({ ...record, pinnedKey });
      });
    },
    /** Oldest first, the order in which keys are pinned. */
    async files(): Promise<readonly SealedFile[]> {
      const files = await database.getAll("files");
      return files.sort((a, b) => a.arrivedAt - b.arrivedAt || (a.digest < b.digest ? -1 : 1));
    },
    /** Of all files, in the order in which they lie beside each other. */
    async fileKeys(): Promise<readonly FileKey[]> {
      const keys = await database.getAllKeys("files");
      return keys.map(([name, digest]) => ({ name, digest }));
    },
    async filesBetween(first: FileKey, last: FileKey): Promise<readonly SealedFile[]> {
      return database.getAll("files", IDBKeyRange.bound([first.name, first.digest], [last.name, last.digest]));
    },
    async knownNames(): Promise<ReadonlySet<string>> {
      const keys = await database.getAllKeys("files");
      return new Set(keys.map(([name]) => name));
    },
    /** Keeps what is new and says which. Other bytes under a known name are new: the page will say what is wrong. */
    async keepFiles(received: readonly ReceivedFile[]): Promise<readonly SealedFile[]> {
      // Before the transaction: it would end while a digest is waited for.
      const files = await Promise.all(received.map(async (file) => ({ ...file, digest: await digestOf(file.bytes) })));
      const fresh: SealedFile[] = [];
      await change(database, "files", async (store) => {
        for (const file of files) {
          if ((await store.getKey([file.name, file.digest])) !== undefined) continue;
          await store.put(file);
          fresh.push(file);
        }
      });
      return fresh;
    },
    async mailbox(): Promise<MailboxAccess | null> {
      const kept = await database.get("settings", "mailbox");
      return kept !== undefined && "url" in kept ? kept : null;
    },
    /** Null where the therapist alone reads. */
    async practice(): Promise<Practice | null> {
      const kept = await database.get("settings", "practice");
      return kept !== undefined && "recipient" in kept ? kept : null;
    },
    async keepPractice(practice: Practice | null): Promise<void> {
      await change(database, "settings", (store) =>
        practice === null ? store.delete("practice") : store.put(practice, "practice"),
      );
    },
    /** Oldest first. */
    async instruments(): Promise<readonly KeptInstrument[]> {
      const kept = await database.get("settings", "instruments");
      return kept !== undefined && "instruments" in kept ? kept.instruments : [];
    },
    /** In the place of one of the same name and version, else at the end. */
    async keepInstrument(added: KeptInstrument): Promise<void> {
      await change(database, "settings", async (store) => {
        const kept = await store.get("instruments");
        const before = kept !== undefined && "instruments" in kept ? kept.instruments : [];
        const others = before.filter(({ instrument }) => instrumentKey(instrument) !== instrumentKey(added.instrument));
        await store.put({ instruments: [...others, added] }, "instruments");
      });
    },
    /** Whom clients can turn to outside this therapy; null until it was filled in. */
    async outside(): Promise<OutsideContacts | null> {
      const kept = await database.get("settings", "outside");
      return kept !== undefined && "outside" in kept ? kept.outside : null;
    },
    async keepOutside(outside: OutsideContacts): Promise<void> {
      await change(database, "settings", (store) => store.put({ outside }, "outside"));
    },
    async keepMailbox(access: MailboxAccess): Promise<void> {
      await change(database, "settings", (store) => store.put(access, "mailbox"));
    },
    /** Where clients send; a mailbox that an earlier version kept is one. Null before anything was chosen. */
    async place(): Promise<Place | null> {
      const kept = await database.get("settings", "place");
      if (kept !== undefined && "place" in kept) return kept.place;
      const mailbox = await database.get("settings", "mailbox");
      return mailbox !== undefined && "url" in mailbox ? placeOfMailbox(mailbox) : null;
    },
    async keepPlace(place: Place): Promise<void> {
      await change(database, "settings", (store) => store.put({ place }, "place"));
    },
    async vaultKey(): Promise<CryptoKey | null> {
      return (await database.get("vaultKey", VAULT_KEY)) ?? null;
    },
    async keepVaultKey(key: CryptoKey): Promise<CryptoKey> {
      let kept = key;
      await change(database, "vaultKey", async (store) => {
        const before = await store.get(VAULT_KEY);
        if (before === undefined) await store.put(key, VAULT_KEY);
        else kept = before;
      });
      return kept;
    },
    async vaultRecord(name: string): Promise<VaultRecord | null> {
      return (await database.get("vault", name)) ?? null;
    },
    async keepVaultRecord(record: VaultRecord): Promise<void> {
      await change(database, "vault", (store) => store.put(record));
    },
    async vaultNames(prefix: string): Promise<readonly string[]> {
      return database.getAllKeys("vault", IDBKeyRange.bound(prefix, `${prefix}\uffff`));
    },
    async removeVaultRecords(names: readonly string[]): Promise<void> {
      await change(database, "vault", (store) => Promise.all(names.map((name) => store.delete(name))));
    },
    /**
     * These pseudonyms of one person, these files and every vault record about either, in one transaction: after it nothing
     * of them is left, or everything is. How many records it were.
     */
    async removeClient(clients: readonly string[], files: readonly FileName[]): Promise<number> {
      const transaction = database.transaction(["clients", "files", "vault"], "readwrite", { durability: "strict" });
      const about = aboutOf(clients, files);
      const vault = transaction.objectStore("vault");
      const names = (await vault.getAllKeys()).filter((record) => isAbout(record, about));
      await Promise.all([
        ...clients.map((client) => transaction.objectStore("clients").delete(client)),
        ...files.map((file) => transaction.objectStore("files").delete([...file])),
        ...names.map((record) => vault.delete(record)),
      ]);
      await transaction.done;
      return names.length;
    },
    /** Names of the vault's records about these pseudonyms and files. */
    async vaultNamesAbout(clients: readonly string[], files: readonly FileName[]): Promise<readonly string[]> {
      const about = aboutOf(clients, files);
      return (await database.getAllKeys("vault")).filter((record) => isAbout(record, about));
    },
    close(): void {
      database.close();
    },
  };
}

/** Key of a sealed file. */
export type FileName = readonly [name: string, digest: string];

/** Of a file only its digest: what a file is called, whoever sent it chose, and it could be the name of other records. */
function aboutOf(clients: readonly string[], files: readonly FileName[]): ReadonlySet<string> {
  return new Set([...clients, ...files.map(([, digest]) => digest)]);
}

/** Records are named by what they are and, after it, whom or which file they are about, e.g. `notes/CLIENT`. */
function isAbout(record: string, about: ReadonlySet<string>): boolean {
  const [, ...parts] = record.split(/[^A-Za-z0-9_-]+/);
  return parts.some((part) => about.has(part));
}

/** One strict transaction: what the page says is kept has reached the disk. */
async function change<Name extends StoreName>(
  database: IDBPDatabase<ArchiveSchema>,
  name: Name,
  apply: (store: IDBPObjectStore<ArchiveSchema, [Name], Name, "readwrite">) => Promise<unknown>,
): Promise<void> {
  const transaction = database.transaction(name, "readwrite", { durability: "strict" });
  await apply(transaction.store);
  await transaction.done;
}

/** Each client of a mailbox has a token of their own. */
function placeOfMailbox({ url, box, token }: MailboxAccess): Place {
  return {
    endpoint: { adapter: "put", profile: "mailbox", url, box, token: "" },
    mode: "sealed",
    reading: { kind: "mailbox", url, box, token },
  };
}

async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}
