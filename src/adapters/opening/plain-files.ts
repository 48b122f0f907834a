import { parseJson } from "../../protocol/json.ts";
import { readPlainResponse } from "../../protocol/plain-response.ts";
import type { ReceivedFile } from "../../protocol/therapist-records.ts";
import { fromUtf8 } from "../sealing/bytes.ts";
import type { Entry } from "./file-opening.ts";
import type { OpenedStore } from "./opened-store.ts";

export interface PlainFilesDeps {
  readonly store: OpenedStore;
  readonly addNames: (names: readonly string[]) => Promise<void>;
}

/** Answers that a server gave as anybody could read them: kept in the vault only, never as they came. */
export function createPlainFiles({ store, addNames }: PlainFilesDeps) {
  return {
    /** How many were new. Kept before their names are, so that a page closed in between asks for them again. */
    async keep(files: readonly ReceivedFile[]): Promise<number> {
      await store.keep(files.map(entryOf));
      await addNames(files.map(({ name }) => name));
      return files.length;
    },
    all: store.all,
  };
}

function entryOf({ name, bytes, arrivedAt }: ReceivedFile): Entry {
  const text = fromUtf8(bytes);
  const read = text === null ? null : readPlainResponse(parseJson(text));
  const file = { name, digest: "", arrivedAt };
  if (read === null) return { ...file, kind: "refused", reason: "notUnderstood", client: null, under: "" };
  return { ...file, kind: "opened", ...read, key: "", to: "" };
}
