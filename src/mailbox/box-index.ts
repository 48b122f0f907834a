import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { isItemId, type ListCursor, type ListQuery } from "./address.ts";
import { isFileError } from "./file-error.ts";
import type { Room } from "./room.ts";

export const ITEM_SUFFIX = ".age";
/** As many files are asked for their size at once; more would only wait for Node's threads. */
const STATS_AT_ONCE = 64;

export interface ListedItem {
  readonly id: string;
  readonly size: number;
  readonly arrivedAt: number;
}

/**
 * What lies in one box. The folder is the truth: names are read each time, sizes once per file, since an item never
 * changes. Files brought back from a backup show up by themselves.
 */
export interface BoxIndex extends Room {
  items(): Promise<readonly ListedItem[]>;
}

export function createBoxIndex(folder: string, quotaBytes: number): BoxIndex {
  let known: ReadonlyMap<string, ListedItem> = new Map();
  let usedBytes: number | null = null;
  let reading: Promise<void> | null = null;

  async function read(): Promise<void> {
    const usedBefore = usedBytes ?? 0;
    known = await readItems(folder, known);
    const stored = [...known.values()].reduce((sum, { size }) => sum + size, 0);
    // Written while we read: perhaps counted twice, never missed.
    usedBytes = stored + Math.max(0, (usedBytes ?? 0) - usedBefore);
  }
  function refresh(): Promise<void> {
    reading ??= read().finally(() => {
      reading = null;
    });
    return reading;
  }

  return {
    async items() {
      await refresh();
      return [...known.values()];
    },
    async reserve(bytes) {
      if (usedBytes === null) await refresh();
      // Deleted by hand, perhaps: look again before refusing.
      if ((usedBytes ?? 0) + bytes > quotaBytes) await refresh();
      if ((usedBytes ?? 0) + bytes > quotaBytes) return false;
      usedBytes = (usedBytes ?? 0) + bytes;
      return true;
    },
    release(bytes) {
      if (usedBytes !== null) usedBytes = Math.max(0, usedBytes - bytes);
    },
  };
}

async function readItems(
  folder: string,
  known: ReadonlyMap<string, ListedItem>,
): Promise<ReadonlyMap<string, ListedItem>> {
  const names = await readdir(folder);
  const ids = names.filter((name) => name.endsWith(ITEM_SUFFIX)).map((name) => name.slice(0, -ITEM_SUFFIX.length));
  const found = new Map<string, ListedItem>();
  const unknown: string[] = [];
  for (const id of ids.filter(isItemId)) {
    const item = known.get(id);
    if (item === undefined) unknown.push(id);
    else found.set(id, item);
  }
  for (let start = 0; start < unknown.length; start += STATS_AT_ONCE) {
    const some = await Promise.all(unknown.slice(start, start + STATS_AT_ONCE).map((id) => readItem(folder, id)));
    for (const item of some) if (item !== null) found.set(item.id, item);
  }
  return found;
}

async function readItem(folder: string, id: string): Promise<ListedItem | null> {
  try {
    const { size, mtimeMs } = await stat(join(folder, id + ITEM_SUFFIX));
    return { id, size, arrivedAt: Math.trunc(mtimeMs) };
  } catch (error) {
    if (isFileError(error, "ENOENT")) return null;
    throw error;
  }
}

/** A listing starts this much before the instant asked for: a file is linked a little after the time it carries. */
export const OVERLAP_MS = 5 * 60_000;

/** The items a query asks for, oldest first, and where the next page begins. */
export function selectItems(
  items: readonly ListedItem[],
  { from, after, limit }: ListQuery,
): { readonly items: readonly ListedItem[]; readonly next: ListCursor | null } {
  const wanted = items
    .filter(
      (item) => (from === null || item.arrivedAt >= from - OVERLAP_MS) && (after === null || isAfter(item, after)),
    )
    .sort((a, b) => (isAfter(a, b) ? 1 : -1));
  const page = limit === null ? wanted : wanted.slice(0, limit);
  return { items: page, next: page.length < wanted.length ? (page.at(-1) ?? null) : null };
}

function isAfter(item: ListCursor, other: ListCursor): boolean {
  return item.arrivedAt === other.arrivedAt ? item.id > other.id : item.arrivedAt > other.arrivedAt;
}
