import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isFileError } from "./file-error.ts";
import type { Room } from "./room.ts";

/** How many bytes each client's token has put into its box so far. Only ever grows, whatever the therapist deletes. */
export type TokenUse = ReadonlyMap<string, number>;

const FILE_NAME = "use.json";
/** A kill forgets what was counted within this time; at the usual rate that is two writes. */
const WRITE_AFTER_MS = 1_000;

export async function readTokenUse(folder: string): Promise<TokenUse> {
  try {
    return parseTokenUse(await readFile(join(folder, FILE_NAME), "utf8"));
  } catch (error) {
    if (isFileError(error, "ENOENT")) return new Map();
    throw error;
  }
}

/** What cannot be read counts as nothing used: a damaged file must not keep anybody from writing. */
export function parseTokenUse(text: string): TokenUse {
  try {
    const value: unknown = JSON.parse(text);
    const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
    return new Map(entries.flatMap(([id, bytes]) => (isCount(bytes) ? [[id, bytes] as const] : [])));
  } catch {
    return new Map();
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** Keeps one client from filling a box that others share. */
export interface TokenQuota {
  roomOf(tokenId: string): Room;
  open(): Promise<void>;
  /** Writes down what is not yet. */
  close(): Promise<void>;
}

/** `quotaBytes` null: counted, never refused. */
export function createTokenQuota({ folder, quotaBytes }: { folder: string; quotaBytes: number | null }): TokenQuota {
  const used = new Map<string, number>();
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  function add(tokenId: string, bytes: number): void {
    used.set(tokenId, Math.max(0, (used.get(tokenId) ?? 0) + bytes));
    timer ??= setTimeout(() => void write(), WRITE_AFTER_MS).unref();
  }
  function write(): Promise<void> {
    timer = null;
    writing = writing.then(save, save);
    return writing.catch(() => undefined);
  }
  /** Whole or not at all. Not synced: a power cut may forget a little of the count, never an envelope. */
  async function save(): Promise<void> {
    const path = join(folder, FILE_NAME);
    await writeFile(`${path}.new`, `${JSON.stringify(Object.fromEntries(used))}\n`, { mode: 0o600 });
    await rename(`${path}.new`, path);
  }

  return {
    roomOf: (tokenId) => ({
      async reserve(bytes) {
        if (quotaBytes !== null && (used.get(tokenId) ?? 0) + bytes > quotaBytes) return false;
        add(tokenId, bytes);
        return true;
      },
      release: (bytes) => add(tokenId, -bytes),
    }),
    async open() {
      for (const [tokenId, bytes] of await readTokenUse(folder)) used.set(tokenId, bytes);
    },
    async close() {
      if (timer === null) return writing.catch(() => undefined);
      clearTimeout(timer);
      await write();
    },
  };
}
