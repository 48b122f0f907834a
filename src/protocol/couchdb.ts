/**
 * What a CouchDB database answers (docs.couchdb.org, /{db}/_all_docs and /{db}/{docid}) when it is read: which documents there
 * are, and the envelope in one. The rule that must not break: what is not as agreed is null, nothing is guessed.
 */
import { isRecord } from "./json.ts";

export interface CouchRow {
  readonly id: string;
  /** Another one: the document was changed. */
  readonly revision: string;
}

export function parseCouchPage(input: unknown): readonly CouchRow[] | null {
  if (!isRecord(input) || !Array.isArray(input.rows)) return null;
  const rows: CouchRow[] = [];
  for (const row of input.rows as readonly unknown[]) {
    const parsed = parseRow(row);
    if (parsed === null) return null;
    rows.push(parsed);
  }
  return rows;
}

/** The armored age file, or null where the document holds none. */
export function parseCouchDocument(input: unknown): string | null {
  return isRecord(input) && typeof input.age === "string" ? input.age : null;
}

function parseRow(row: unknown): CouchRow | null {
  if (!isRecord(row) || typeof row.id !== "string" || row.id === "" || row.id.length > 200) return null;
  const { rev } = isRecord(row.value) ? row.value : {};
  return typeof rev === "string" ? { id: row.id, revision: rev } : null;
}
