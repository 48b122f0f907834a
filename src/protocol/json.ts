/** What every parser of ours starts from: a thing with named fields, and lists of texts. */
export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(input: unknown): input is JsonRecord {
  return typeof input === "object" && input !== null && !Array.isArray(input);
}

export function isTextList(input: unknown): input is readonly string[] {
  return Array.isArray(input) && input.every((each) => typeof each === "string");
}

/**
 * The text or the number as it would be written; "" for all else. Not `String`: JSON can hold an object that has no text, and
 * throws when it is asked for one.
 */
export function textIn(input: unknown): string {
  return typeof input === "string" || typeof input === "number" ? String(input) : "";
}

/** The text as JSON, or null: for texts that come from outside. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the same to every caller as a JSON that says nothing.
    return null;
  }
}
