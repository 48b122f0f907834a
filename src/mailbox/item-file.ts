import { randomUUID } from "node:crypto";
import { close, fdatasync, link, open, unlink, write } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { SyncDirectory } from "./directory-sync.ts";
import { isFileError } from "./file-error.ts";

/** Plain descriptors: handles of `fs/promises` cost a write a fifth of its processor time. */
const disk = {
  open: promisify(open),
  datasync: promisify(fdatasync),
  close: promisify(close),
  link: promisify(link),
  unlink: promisify(unlink),
};

export interface ItemPlace {
  /** On the same file system as the box, or the file could not be linked into it. */
  readonly tmpFolder: string;
  readonly boxFolder: string;
  readonly name: string;
}

/** Whether a file of this name is there, and holds these bytes. */
export async function compareItem(place: ItemPlace, bytes: Uint8Array): Promise<"missing" | "same" | "other"> {
  try {
    const stored = await readFile(join(place.boxFolder, place.name));
    return stored.equals(bytes) ? "same" : "other";
  } catch (error) {
    if (isFileError(error, "ENOENT")) return "missing";
    throw error;
  }
}

/**
 * Writes an item once and returns when a power cut can no longer take it. Never overwrites: of two writers at once the
 * link lets one through, and the other hears what is there. A repeat waits for the folder's sync as well, since the
 * first writer may have died before its own.
 */
export async function writeItem(
  place: ItemPlace,
  bytes: Uint8Array,
  syncDirectory: SyncDirectory,
): Promise<"created" | "same" | "other"> {
  const temporary = join(place.tmpFolder, randomUUID());
  try {
    await writeSynced(temporary, bytes);
    const outcome = await linkOnce(temporary, place, bytes);
    if (outcome !== "other") await syncDirectory(place.boxFolder);
    return outcome;
  } finally {
    await removeTemporary(temporary);
  }
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await disk.open(path, "wx", 0o600);
  try {
    for (let written = 0; written < bytes.length; ) written += await writeFrom(written, file, bytes);
    await disk.datasync(file);
  } finally {
    await disk.close(file);
  }
}

/** How many bytes were taken; the promisified one gives an object for each write. */
function writeFrom(start: number, file: number, bytes: Uint8Array): Promise<number> {
  return new Promise((resolve, reject) => {
    write(file, bytes, start, bytes.length - start, null, (error, written) =>
      error === null ? resolve(written) : reject(error),
    );
  });
}

async function linkOnce(temporary: string, place: ItemPlace, bytes: Uint8Array): Promise<"created" | "same" | "other"> {
  try {
    await disk.link(temporary, join(place.boxFolder, place.name));
    return "created";
  } catch (error) {
    if (!isFileError(error, "EEXIST")) throw error;
    const found = await compareItem(place, bytes);
    // Deleted by the therapist in between: as a failure the sender tries again, and then it is simply new.
    if (found === "missing") throw error;
    return found;
  }
}

async function removeTemporary(path: string): Promise<void> {
  try {
    await disk.unlink(path);
  } catch {
    // Never made, or already gone. What stays behind is cleared at the next start.
  }
}
