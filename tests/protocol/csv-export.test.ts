import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BYTE_ORDER_MARK, toCsv } from "../../src/protocol/csv.ts";
import { CSV_COLUMNS, toCsvExport } from "../../src/protocol/csv-export.ts";
import { CORE, exported, IMPORTED, readCsv } from "./exported.ts";

const EVERYTHING = { withWords: true, labels: new Map([["client-7", "A. M."]]) };
const NOTHING_PERSONAL = { withWords: false, labels: null };
const tableOf = (text: string) => {
  const [head = [], ...rows] = readCsv(text.slice(BYTE_ORDER_MARK.length));
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at]])));
};

describe("a table as text", () => {
  test("comes back as it was, whatever is in it", () => {
    const plain = fc.string({ unit: "grapheme" }).filter((text) => !/^[=+\-@\t\r\n＝＋－＠]/.test(text));
    fc.assert(
      fc.property(fc.array(fc.array(plain, { minLength: 1 }), { minLength: 1 }), (rows) => {
        expect(readCsv(toCsv(rows))).toEqual(rows);
      }),
    );
  });

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "＝1", '=HYPERLINK("https://x.example","y")'])(
    "lets no program compute %j",
    (text) => expect(readCsv(toCsv([[text]]))).toEqual([[`'${text}`]]),
  );

  // Excel set to German splits at the semicolon, and at a line's end whatever the quotes say.
  test.each([
    ["a;=1+1", "a;'=1+1"],
    ['a; "=1+1', `a; "'=1+1`],
    ["a\t@x", "a\t'@x"],
    ["a\n+1", "a\n'+1"],
    ["\r=x", "'\r'=x"],
    ["well-being: 3 = good", "well-being: 3 = good"],
  ])("of %j no program computes a part", (text, safe) => expect(readCsv(toCsv([[text]]))).toEqual([[safe]]));

  test("leaves a number that is below zero a number", () => expect(toCsv([[-2, 1.5, null]])).toBe("-2,1.5,\r\n"));
});

describe("responses as a table", () => {
  test("have a row each, oldest first, in columns that docs/export.md describes", () => {
    const later = exported({ id: "later", seq: 8, submittedAt: exported().submittedAt + 1, client: "client-9" });
    const [first, second] = tableOf(toCsvExport([later, exported()], EVERYTHING));
    expect(first).toMatchObject({
      client: "client-7",
      label: "A. M.",
      seq: "7",
      submitted_at: "2026-11-23T19:04:00Z",
      session_ended_at: "2026-11-23T19:00:00Z",
      instrument: "afs-core|1",
      alliance_score: "7.67",
      bond_score: "8",
      tension: "little",
      seconds: "45",
      skipped: "1",
      wish: "raise",
      "afs-core|1:B1": "8",
      "afs-core|1:N1": "The letter, again",
    });
    expect(second).toMatchObject({ client: "client-9", label: "" });
    const page = readFileSync(new URL("../../docs/export.md", import.meta.url), "utf8");
    expect([...CSV_COLUMNS, "label"].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  test("begin with the mark by which spreadsheets know UTF-8", () => {
    expect(toCsvExport([], NOTHING_PERSONAL)).toBe(`${BYTE_ORDER_MARK}${CSV_COLUMNS.join(",")}\r\n`);
  });

  test("hold neither words nor names unless the therapist says so", () => {
    const text = toCsvExport([exported()], NOTHING_PERSONAL);
    for (const word of ["letter", "A. M.", "label", "N1"]) expect(text).not.toContain(word);
  });

  test("hold no text of a question or an answer to choose, of nobody's questions", () => {
    const text = toCsvExport([exported(), exported({ instrument: IMPORTED, answers: { i1: 4, i2: "1" } })], EVERYTHING);
    for (const { items } of [CORE, IMPORTED]) for (const item of items) expect(text).not.toContain(item.text);
    expect(text).not.toContain("test text");
    expect(tableOf(text)[1]).toMatchObject({ "wai-sr|2:i1": "4", "wai-sr|2:i2": "1" });
  });

  test("of unknown questions have their numbers, no score, and words only where words are asked for", () => {
    const unknown = exported({ instrument: null, answers: { q1: 3, q2: "said so" } });
    expect(tableOf(toCsvExport([unknown], NOTHING_PERSONAL))[0]).toMatchObject({
      alliance_score: "",
      "someone-elses|2:q1": "3",
    });
    expect(toCsvExport([unknown], NOTHING_PERSONAL)).not.toContain("said so");
    expect(toCsvExport([unknown], EVERYTHING)).toContain("said so");
  });
});
