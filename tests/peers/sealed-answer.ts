import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { armor, Decrypter } from "age-encryption";
import { findProgram, howToGet } from "../../scripts/debian-programs.ts";
import { runOpenCommand } from "../../scripts/open-command.ts";
import { writeKeyFile } from "../../src/adapters/sealing/therapist-key.ts";
import { writeClient } from "../../src/protocol/clients-file.ts";
import { makeParties } from "../adapters/sealing/parties.ts";

const AGE = findProgram("age");
/** Null when the age command is there. */
export const WITHOUT_AGE = AGE === null ? howToGet("age") : null;

export interface SealedAnswer {
  readonly id: string;
  readonly bytes: Uint8Array;
  /** What was sealed. */
  readonly text: string;
}

/** A therapist with a real key, and a client who seals for them as the extension does. */
export async function makeTherapist() {
  const { therapist, ann, seal } = await makeParties();
  const decrypter = new Decrypter();
  decrypter.addIdentity(therapist.identity);
  const known = { client: ann.client, secret: ann.secret, label: "Ann", recipients: [therapist.recipient] };
  const clients = writeClient(null, { ...known, update: 1, pinnedKey: null });

  return {
    async sealAnswer(): Promise<SealedAnswer> {
      const id = crypto.randomUUID();
      const bytes = await seal(ann, { id });
      return { id, bytes, text: await decrypter.decrypt(bytes, "text") };
    },
    /** Opened by Debian's age with the therapist's key file, as somebody would who no longer has our pages. */
    openByAge: (stored: Uint8Array): Promise<string> =>
      inFolder((folder) => {
        writeFileSync(join(folder, "key.txt"), writeKeyFile(therapist, 0));
        const args = ["-d", "-i", join(folder, "key.txt")];
        const { status, stdout, stderr } = spawnSync(AGE?.path ?? "age", args, { input: stored, encoding: "utf8" });
        if (status !== 0) throw new Error(`age could not open it: ${stderr}`);
        return stdout;
      }),
    /** What `npm run open` makes of these files: its exit code, and each answer it shows. */
    openAll: (files: ReadonlyMap<string, Buffer>) =>
      inFolder(async (folder) => {
        const [keyFile, list, answers] = ["key.txt", "clients.json", "answers"].map((name) => join(folder, name));
        writeFileSync(keyFile!, writeKeyFile(therapist, 0));
        writeFileSync(list!, clients ?? "");
        mkdirSync(answers!);
        for (const [name, bytes] of files) writeFileSync(join(answers!, fileNameOf(name)), bytes);
        const said: string[] = [];
        const voice = { say: (text: string) => void said.push(text), note: () => undefined };
        const code = await runOpenCommand([keyFile!, answers!, "--clients", list!], voice);
        const shown = said.map((line) => JSON.parse(line) as { readonly id: string; readonly verified: boolean });
        return { code, shown: shown.map(({ id, verified }) => ({ id, verified })) };
      }),
  };
}

/** Databases and sheets have no file names; whoever exports them gives each row one. */
function fileNameOf(name: string): string {
  const last = name.split("/").at(-1)!;
  return last.endsWith(".age") ? last : `${last}.age`;
}

async function inFolder<T>(work: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "aftersession-age-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same bytes, whether a peer keeps them as they are or as text. */
export function toBinary(stored: Buffer): Buffer {
  return stored.subarray(0, 5).equals(Buffer.from("-----")) ? Buffer.from(armor.decode(stored.toString())) : stored;
}
