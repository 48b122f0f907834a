import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { createMailboxReading } from "../src/adapters/endpoint/mailbox-reading.ts";
import { readMailboxAddress } from "../src/ui/therapist/mailbox-address.ts";
import { Mistake, Refusal } from "./invite-problems.ts";

/** One sealed file, read when its turn comes: a folder of years does not fit into memory. */
export interface Source {
  readonly name: string;
  readonly arrivedAt: number;
  /** The bytes, or why there are none. */
  readonly read: () => Promise<Uint8Array | string>;
}

/** The `.age` files of a folder and of the folders in it, oldest first; or the one file that was named. */
export function sourcesInFolder(path: string): readonly Source[] {
  const files = statSync(path).isDirectory() ? [...filesIn(path), ...foldersIn(path).flatMap(filesIn)] : [path];
  return files
    .map((file) => ({
      name: basename(file),
      arrivedAt: statSync(file).mtimeMs,
      read: async () => new Uint8Array(readFileSync(file)),
    }))
    .sort((a, b) => a.arrivedAt - b.arrivedAt || (a.name < b.name ? -1 : 1));
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".age"))
    .map((entry) => join(folder, entry.name));
}

function foldersIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map((entry) => join(folder, entry.name));
}

/** The items of a mailbox, oldest first. */
export async function sourcesInMailbox(address: string, token: string | null): Promise<readonly Source[]> {
  const read = readMailboxAddress(address, { allowLocalhost: true });
  if (read.kind === "refused" || read.box === null) throw new Mistake(`${address}: say https://HOST/m/BOX.`);
  if (token === null) throw new Mistake("A mailbox needs --token or --token-file.");
  const access = { url: read.url, box: read.box, token };
  const reading = createMailboxReading({ fetch: globalThis.fetch, isPermitted: async () => true });
  const listed = await reading.list(access);
  if (listed.kind === "failed") throw new Refusal(JSON.stringify({ mailbox: address, refused: listed.reason }));
  return listed.items.map(({ id, arrivedAt }) => ({
    name: id,
    arrivedAt,
    read: async () => {
      const reply = await reading.read(access, id);
      return reply.kind === "read" ? reply.bytes : reply.reason;
    },
  }));
}
