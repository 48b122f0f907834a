import { MAX_ENVELOPE_BYTES } from "../../protocol/envelope.ts";
import type { ReceivedFile, SealedFile } from "../../protocol/therapist-records.ts";
import type { TakenFiles } from "./inbox-actions.ts";

export interface TakingFilesDeps {
  readonly keepFiles: (files: readonly ReceivedFile[]) => Promise<readonly SealedFile[]>;
  /** Lets the page draw between two batches. */
  readonly pause: () => Promise<void>;
  readonly now: () => number;
}

/** A sealed answer as text is a third larger; nobody's answers are longer than that. */
const LARGEST_FILE = 2 * MAX_ENVELOPE_BYTES;
/** Half a megabyte of usual answers: a folder of thousands is never in memory as a whole. */
const BATCH = 256;
const BEGINNINGS = ["age-encryption.org/v1", "-----BEGIN AGE ENCRYPTED FILE-----"];
/** White space and a mark of the encoding may come first in a mail. */
const HEAD_BYTES = 128;

/** Keeps the sealed ones of files that a person brought, by the thousand if need be, and says what became of the others. */
export function createTakingFiles({ keepFiles, pause, now }: TakingFilesDeps) {
  return async function takeFiles(files: readonly File[]): Promise<TakenFiles> {
    const tooLarge = files.filter((file) => isCalledSealed(file) && file.size > LARGEST_FILE).map(({ name }) => name);
    const others = files.filter((file) => !isCalledSealed(file) && file.size > LARGEST_FILE).map(({ name }) => name);
    const small = files.filter(({ size }) => size <= LARGEST_FILE);
    const notSealed = [...others];
    let [fresh, sealed] = [0, 0];
    for (let start = 0; start < small.length; start += BATCH) {
      const read = await Promise.all(small.slice(start, start + BATCH).map((file) => readFile(file, now())));
      const kept = read.filter(({ isSealed }) => isSealed).map(({ received }) => received);
      notSealed.push(...read.filter(({ isSealed }) => !isSealed).map(({ received }) => received.name));
      sealed += kept.length;
      fresh += (await keepFiles(kept)).length;
      await pause();
    }
    return { fresh, known: sealed - fresh, tooLarge, notSealed };
  };
}

async function readFile(file: File, arrivedAt: number) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const received: ReceivedFile = { name: idIn(file.name), bytes, arrivedAt, from: "file" };
  // One that is called so and is not is listed with its reason: it may have been tampered with.
  return { received, isSealed: isCalledSealed(file) || startsSealed(bytes) };
}

function isCalledSealed({ name }: File): boolean {
  return name.endsWith(".age");
}

function startsSealed(bytes: Uint8Array): boolean {
  const head = String.fromCharCode(...bytes.subarray(0, HEAD_BYTES)).replace(/^(?:\u00ef\u00bb\u00bf|\s)+/, "");
  return BEGINNINGS.some((beginning) => head.startsWith(beginning));
}

/** The id of `{id}.age`, `{id} (1).age` and their like, so that a saved copy is known again; else the name as it is. */
function idIn(fileName: string): string {
  return /^([0-9a-f-]{36})( ?\(\d+\))?\.age$/.exec(fileName)?.[1] ?? fileName;
}
