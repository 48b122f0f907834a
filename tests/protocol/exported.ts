import type { Instrument } from "../../src/core/alliance/instrument.ts";
import { instrumentKey } from "../../src/core/alliance/instrument.ts";
import { INSTRUMENTS } from "../../src/core/alliance/instruments/index.ts";
import type { ExportedResponse } from "../../src/protocol/exported-response.ts";

export const CORE = INSTRUMENTS[0]!;
const AT = Date.UTC(2026, 10, 23, 19, 4);

export function exported(changed: Partial<ExportedResponse> = {}): ExportedResponse {
  const { instrument = CORE } = changed;
  return {
    id: "0b5f4a0e-6f0e-4f6e-9c53-2b8d6a1f7c11",
    client: "client-7",
    seq: 7,
    submittedAt: AT,
    endedAt: AT - 4 * 60_000,
    instrumentName: instrument === null ? "someone-elses|2" : instrumentKey(instrument),
    instrument,
    answers: { B1: 8, G1: 7, T1: 8, R1: "little", R2: "partly", V1: "no", N1: "The letter, again" },
    wish: "raise",
    seconds: 45,
    skipped: 1,
    consent: { hash: `${"q".repeat(42)}A`, at: "2026-11-01T09:00:00Z" },
    ...changed,
  };
}

/** Somebody else's questions: words that must never travel. */
export const IMPORTED: Instrument = {
  ...CORE,
  id: "wai-sr",
  version: "2",
  title: "Imported, test text",
  licence: { ...CORE.licence, tier: "imported" },
  items: [
    { ...CORE.items[0]!, id: "i1", text: "Item 1, test text" },
    {
      ...CORE.items[0]!,
      id: "i2",
      text: "Item 2, test text",
      core: false,
      responses: {
        type: "choice",
        choices: [
          { code: "0", label: "Never, test text", value: 0 },
          { code: "1", label: "Often, test text", value: 1 },
        ],
      },
    },
  ],
};

/** Rows of RFC 4180 text, read by its rules and nothing else. */
export function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let [row, field, quoted] = [[] as string[], "", false];
  for (let at = 0; at < text.length; at += 1) {
    const [one, next] = [text[at]!, text[at + 1]];
    if (quoted && one === '"' && next === '"') [field, at] = [`${field}"`, at + 1];
    else if (quoted) [quoted, field] = one === '"' ? [false, field] : [true, field + one];
    else if (one === '"') quoted = true;
    else if (one === ",") [row, field] = [[...row, field], ""];
    else if (one === "\r" && next === "\n") {
      rows.push([...row, field]);
      [row, field, at] = [[], "", at + 1];
    } else field += one;
  }
  return rows;
}
