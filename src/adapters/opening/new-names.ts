import { type IDBPDatabase, openDB } from "idb";
import type { Place } from "../../protocol/place.ts";
import { createPlaceNames, type NamesReply } from "../endpoint/place-names.ts";
import type { ReadingDeps } from "../endpoint/reading-request.ts";
import { openRecord, type VaultRecord } from "../sealing/vault-record.ts";
import { ARCHIVE_NAME, VAULT_KEY } from "../storage/archive-names.ts";
import { namesIn } from "./names-in-vault.ts";

/**
 * What lies where clients send, by name, and what of it has come already. For the background: it looks into the therapist's
 * archive as it is and changes nothing of it, neither its version nor what is in it. Null: there is nowhere to look.
 */
export function createNewNames(deps: ReadingDeps) {
  const listNames = createPlaceNames(deps);
  return async (): Promise<{ readonly listed: NamesReply; readonly known: ReadonlySet<string> } | null> =>
    inArchive(async (database) => {
      const place = await placeIn((name) => database.get("settings", name) as Promise<unknown>);
      if (place === null || place.kind === "hand") return null;
      const key = (await database.get("vaultKey", VAULT_KEY)) as CryptoKey | undefined;
      const readVault = async (name: string): Promise<unknown> => {
        const record = (await database.get("vault", name)) as VaultRecord | undefined;
        return key && record ? openRecord(key, record) : null;
      };
      const vault = {
        read: readVault,
        names: async (prefix: string) =>
          (await database.getAllKeys("vault", IDBKeyRange.bound(prefix, `${prefix}\uffff`))) as string[],
      };
      const { asked, known } = await namesIn(vault);
      const listed = await listNames(place, asked);
      const files = (await database.getAllKeys("files")) as unknown as readonly [name: string, digest: string][];
      return { listed, known: new Set([...known, ...files.map(([name]) => name)]) };
    });
}

/** Where the therapist of this profile fetches: what is given back elsewhere must not shut it. */
export async function originsOfPlace(): Promise<readonly string[]> {
  const place = await inArchive((database) => placeIn((name) => database.get("settings", name) as Promise<unknown>));
  return place === null || place.kind === "hand" ? [] : [new URL(place.url).origin];
}

async function inArchive<T>(read: (database: IDBPDatabase) => Promise<T>): Promise<T | null> {
  // No version: whichever there is. Where there is none, nobody is a therapist here, and it must not be made.
  const database = await openDB(ARCHIVE_NAME, undefined, { upgrade: (_, __, ___, making) => refuse(making) }).catch(
    () => null,
  );
  if (database === null) return null;
  try {
    return await read(database);
  } finally {
    database.close();
  }
}

function refuse(making: { readonly done: Promise<void>; readonly abort: () => void }): void {
  // That it was aborted is what was wanted.
  making.done.catch(() => {});
  making.abort();
}

/** The archive's own rule: where nothing was chosen since, a mailbox that an earlier version kept. */
async function placeIn(read: (name: string) => Promise<unknown>): Promise<Place["reading"] | null> {
  const kept = (await read("place")) as { readonly place: Place } | undefined;
  if (kept !== undefined) return kept.place.reading;
  const mailbox = (await read("mailbox")) as
    | { readonly url: string; readonly box: string; readonly token: string }
    | undefined;
  return mailbox === undefined ? null : { kind: "mailbox", ...mailbox };
}
