import { open, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { syncDirectory } from "./directory-sync.ts";
import { isFileError } from "./file-error.ts";
import { giveToOwner } from "./owner.ts";
import { parseTokens, type TokenEntry, type Tokens } from "./tokens.ts";

/** Revoking takes effect in a running mailbox within this time, without a signal or a restart. */
export const TOKENS_FRESH_MS = 1_000;

const FILE_NAME = "tokens.jsonl";

export async function readTokens(folder: string): Promise<ReturnType<typeof parseTokens>> {
  try {
    return parseTokens(await readFile(join(folder, FILE_NAME), "utf8"));
  } catch (error) {
    if (isFileError(error, "ENOENT")) return { tokens: new Map(), unreadableLines: 0 };
    throw error;
  }
}

/** Adds one line and returns once it is on disk. Appending lets two commands at once both keep what they wrote. */
export async function appendTokenEntry(folder: string, entry: TokenEntry): Promise<void> {
  const file = await open(join(folder, FILE_NAME), "a+", 0o600);
  try {
    const { size } = await file.stat();
    const last = size === 0 ? "\n" : (await file.read(Buffer.alloc(1), 0, 1, size - 1)).buffer.toString();
    // A line cut off by a crash must not swallow this one.
    await file.appendFile(`${last === "\n" ? "" : "\n"}${JSON.stringify(entry)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await giveToOwner(folder, join(folder, FILE_NAME));
  await syncDirectory(folder);
}

/** The tokens of a store as a running mailbox sees them: read again when the file has changed. */
export function createTokenReader({ folder, freshMs }: { readonly folder: string; readonly freshMs: number }): {
  current(now: number): Promise<Tokens>;
} {
  let tokens: Tokens = new Map();
  let version: string | null = null;
  let checkedAt = Number.NEGATIVE_INFINITY;

  async function check(): Promise<void> {
    const found = await versionOf(join(folder, FILE_NAME));
    if (found !== version) tokens = (await readTokens(folder)).tokens;
    version = found;
  }
  let checking: Promise<void> | null = null;

  return {
    async current(now) {
      if (Math.abs(now - checkedAt) >= freshMs) {
        checking ??= check().finally(() => {
          checking = null;
        });
        await checking;
        checkedAt = now;
      }
      return tokens;
    },
  };
}

async function versionOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs } = await stat(path, { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  } catch (error) {
    if (isFileError(error, "ENOENT")) return "none";
    throw error;
  }
}
