import { link, mkdir, readdir, readFile, rm, stat, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isBoxName } from "./address.ts";
import { type BoxIndex, createBoxIndex, ITEM_SUFFIX, type ListedItem } from "./box-index.ts";
import { shareDirectorySync, syncDirectory } from "./directory-sync.ts";
import { isFileError } from "./file-error.ts";
import { compareItem, type ItemPlace, writeItem } from "./item-file.ts";
import { giveToOwner } from "./owner.ts";
import type { Room } from "./room.ts";

/** `boxFull`, `tokenFull`, `diskFull`: nothing was kept, and what is in the way. */
export type PutOutcome = "created" | "same" | "other" | "boxFull" | "tokenFull" | "diskFull" | "noBox";

/** A folder with one folder per box: `{folder}/{box}/{id}.age`, readable as it is by anything that can list files. */
export interface Store {
  /** `allowance`: what the writer may still put anywhere. */
  put(box: string, id: string, bytes: Uint8Array, allowance: Room): Promise<PutOutcome>;
  list(box: string): Promise<readonly ListedItem[] | null>;
  read(box: string, id: string): Promise<Uint8Array | null>;
  remove(box: string, id: string): Promise<boolean>;
}

/** Makes the store's folders, and clears what writers that died left behind. */
export async function prepareStore(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await rm(tmpFolderOf(folder), { recursive: true, force: true });
  await mkdir(tmpFolderOf(folder), { recursive: true, mode: 0o700 });
  await syncDirectory(folder);
  await tryLink(tmpFolderOf(folder));
}

/** A store without hard links (FAT, some network folders) could not promise that nothing is overwritten. */
async function tryLink(folder: string): Promise<void> {
  const [from, to] = [join(folder, "link-from"), join(folder, "link-to")];
  await writeFile(from, "");
  try {
    await link(from, to);
  } catch (error) {
    throw new Error(`The mailbox needs a file system with hard links; ${folder} has none.`, { cause: error });
  }
  await Promise.all([unlink(from), unlink(to)]);
}

/** False if the box was there before. */
export async function makeBox(folder: string, box: string): Promise<boolean> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    await mkdir(join(folder, box), { mode: 0o700 });
  } catch (error) {
    if (isFileError(error, "EEXIST")) return false;
    throw error;
  }
  await giveToOwner(folder, join(folder, box));
  await syncDirectory(folder);
  return true;
}

export async function listBoxes(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isDirectory() && isBoxName(entry.name) ? [entry.name] : [])).sort();
  } catch (error) {
    if (isFileError(error, "ENOENT")) return [];
    throw error;
  }
}

export function createStore({ folder, quotaBytes }: { readonly folder: string; readonly quotaBytes: number }): Store {
  const syncShared = shareDirectorySync(syncDirectory);
  const indexes = new Map<string, BoxIndex>();

  function indexOf(box: string): BoxIndex {
    const index = indexes.get(box) ?? createBoxIndex(join(folder, box), quotaBytes);
    indexes.set(box, index);
    return index;
  }
  function placeOf(box: string, id: string): ItemPlace {
    return { tmpFolder: tmpFolderOf(folder), boxFolder: join(folder, box), name: id + ITEM_SUFFIX };
  }

  async function putNew(place: ItemPlace, box: Room, allowance: Room, bytes: Uint8Array): Promise<PutOutcome> {
    if (!(await allowance.reserve(bytes.length))) return "tokenFull";
    let outcome: PutOutcome = "boxFull";
    try {
      if (await box.reserve(bytes.length)) outcome = await writeReserved(place, box, bytes);
    } finally {
      if (outcome !== "created") allowance.release(bytes.length);
    }
    return outcome;
  }

  async function writeReserved(place: ItemPlace, box: Room, bytes: Uint8Array): Promise<PutOutcome> {
    let outcome: PutOutcome = "diskFull";
    try {
      outcome = await writeItem(place, bytes, syncShared);
    } catch (error) {
      if (!isFileError(error, "ENOSPC", "EDQUOT")) throw error;
    } finally {
      if (outcome !== "created") box.release(bytes.length);
    }
    return outcome;
  }

  /** A repeat is welcome where nothing new has room. */
  async function repeatOnly(place: ItemPlace, bytes: Uint8Array, full: PutOutcome): Promise<PutOutcome> {
    const found = await compareItem(place, bytes);
    if (found === "same") await syncShared(place.boxFolder);
    return found === "missing" ? full : found;
  }

  return {
    async put(box, id, bytes, allowance) {
      const place = placeOf(box, id);
      try {
        const outcome = await putNew(place, indexOf(box), allowance, bytes);
        return outcome.endsWith("Full") ? await repeatOnly(place, bytes, outcome) : outcome;
      } catch (error) {
        if (isFileError(error, "ENOENT") && !(await isFolder(place.boxFolder))) return "noBox";
        throw error;
      }
    },
    async list(box) {
      return (await isFolder(join(folder, box))) ? indexOf(box).items() : null;
    },
    async read(box, id) {
      const { boxFolder, name } = placeOf(box, id);
      try {
        return await readFile(join(boxFolder, name));
      } catch (error) {
        if (isFileError(error, "ENOENT")) return null;
        throw error;
      }
    },
    async remove(box, id) {
      const { boxFolder, name } = placeOf(box, id);
      try {
        const { size } = await stat(join(boxFolder, name));
        await unlink(join(boxFolder, name));
        indexOf(box).release(size);
      } catch (error) {
        if (isFileError(error, "ENOENT")) return false;
        throw error;
      }
      await syncShared(boxFolder);
      return true;
    },
  };
}

function tmpFolderOf(folder: string): string {
  return join(folder, "tmp");
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (isFileError(error, "ENOENT")) return false;
    throw error;
  }
}
