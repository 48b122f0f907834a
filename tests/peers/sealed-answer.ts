import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { armor, Decrypter } from "age-encryption";
import { findProgram, howToGet } from "../../scripts/debian-programs.ts";
import { writeKeyFile } from "../../src/adapters/sealing/therapist-key.ts";
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
  return {
    async sealAnswer(): Promise<SealedAnswer> {
      const id = crypto.randomUUID();
      const bytes = await seal(ann, { id });
      return { id, bytes, text: await decrypter.decrypt(bytes, "text") };
    },
    /** Opened by Debian's age with the therapist's key file, as somebody would who no longer has our pages. */
    openByAge(stored: Uint8Array): string {
      const folder = mkdtempSync(join(tmpdir(), "aftersession-age-"));
      const keyFile = join(folder, "key.txt");
      writeFileSync(keyFile, writeKeyFile(therapist, 0));
      const args = ["-d", "-i", keyFile];
      const { status, stdout, stderr } = spawnSync(AGE?.path ?? "age", args, { input: stored, encoding: "utf8" });
      rmSync(folder, { recursive: true });
      if (status !== 0) throw new Error(`age could not open it: ${stderr}`);
      return stdout;
    },
  };
}

/** The same bytes, whether a peer keeps them as they are or as text. */
export function toBinary(stored: Buffer): Buffer {
  return stored.subarray(0, 5).equals(Buffer.from("-----")) ? Buffer.from(armor.decode(stored.toString())) : stored;
}
