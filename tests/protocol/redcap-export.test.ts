import { expect, test } from "vitest";
import { INSTRUMENTS } from "../../src/core/alliance/instruments/index.ts";
import { toRedcapDictionary } from "../../src/protocol/redcap-dictionary.ts";
import { toRedcapExport } from "../../src/protocol/redcap-export.ts";
import { exported, IMPORTED, readCsv } from "./exported.ts";

const WORDS = { withWords: true };
const NO_WORDS = { withWords: false };
const MIXED = [
  exported(),
  exported({ id: "b", client: "client-8", seq: 1 }),
  exported({ id: "c", seq: 8, instrument: IMPORTED, answers: { i1: 4, i2: "1" } }),
];
const columnOf = (text: string, name: string): readonly string[] => {
  const [head = [], ...rows] = readCsv(text);
  return rows.map((row) => row[head.indexOf(name)]!);
};

test("each response is the repeat of its form that has its number", () => {
  const { csv, rows, leftOut } = toRedcapExport(MIXED, WORDS);
  expect(rows).toBe(3);
  expect(leftOut).toEqual([]);
  expect(columnOf(csv, "record_id")).toEqual(["client-8", "client-7", "client-7"]);
  expect(columnOf(csv, "redcap_repeat_instrument")).toEqual(["afs_core_v1", "afs_core_v1", "wai_sr_v2"]);
  expect(columnOf(csv, "redcap_repeat_instance")).toEqual(["1", "7", "8"]);
  expect(columnOf(csv, "afs_core_v1_b1")).toEqual(["8", "8", ""]);
  expect(columnOf(csv, "wai_sr_v2_i2")).toEqual(["", "", "1"]);
  expect(columnOf(csv, "afs_core_v1_submitted")[0]).toBe("2026-11-23 19:04");
  expect(columnOf(csv, "wai_sr_v2_complete")).toEqual(["", "", "2"]);
});

test("written again it is the same text: nothing numbers itself", () => {
  expect(toRedcapExport(MIXED.toReversed(), WORDS)).toEqual(toRedcapExport(MIXED, WORDS));
});

test("two responses under one number are left out and named, since the second would take the place of the first", () => {
  const twice = [exported(), exported({ id: "other" }), exported({ id: "c", seq: 9 })];
  const { rows, leftOut } = toRedcapExport(twice, WORDS);
  expect(rows).toBe(1);
  expect(leftOut.map(({ id }) => id)).toEqual([twice[0]!.id, "other"]);
});

test("answers to unknown questions are left out and named", () => {
  expect(toRedcapExport([exported({ instrument: null })], WORDS)).toMatchObject({ rows: 0, leftOut: [{ seq: 7 }] });
});

test("the dictionary has every column of the import once, but for REDCap's own", () => {
  for (const choice of [WORDS, NO_WORDS]) {
    const [head = []] = readCsv(toRedcapExport(MIXED, choice).csv);
    const own = /^redcap_repeat_|_complete$/;
    expect(columnOf(toRedcapDictionary(MIXED, choice), "Variable / Field Name")).toEqual(
      head.filter((name) => !own.test(name)),
    );
  }
});

test("variables are what REDCap takes, each once, for every set that ships", () => {
  const all = INSTRUMENTS.map((instrument, n) => exported({ instrument, seq: n + 1, answers: {} }));
  const variables = columnOf(toRedcapDictionary(all, WORDS), "Variable / Field Name");
  expect(variables.filter((name) => !/^[a-z][a-z0-9_]{0,99}$/.test(name))).toEqual([]);
  expect(new Set(variables).size).toBe(variables.length);
});

test("each item is called by set and id, each answer to choose by its code, with the limits of its scale", () => {
  const dictionary = toRedcapDictionary(MIXED, WORDS);
  const fieldOf = (variable: string) => {
    const [head = [], ...rows] = readCsv(dictionary);
    const row = rows.find(([name]) => name === variable)!;
    return Object.fromEntries(head.map((name, at) => [name, row[at]]));
  };
  expect(fieldOf("wai_sr_v2_i2")).toMatchObject({
    "Field Label": "wai-sr 2, item i2",
    "Field Type": "radio",
    "Choices, Calculations, OR Slider Labels": "0, 0 | 1, 1",
  });
  expect(fieldOf("afs_core_v1_b1")).toMatchObject({
    "Text Validation Type OR Show Slider Number": "integer",
    "Text Validation Min": "0",
    "Text Validation Max": "10",
  });
  expect(fieldOf("afs_core_v1_n1")).toMatchObject({ "Field Type": "notes", "Identifier?": "y" });
});

test("instruments that would have one name in REDCap keep apart", () => {
  const twin = { ...IMPORTED, id: "wai.sr" };
  const { csv } = toRedcapExport(
    [...MIXED, exported({ id: "d", seq: 9, instrument: twin, answers: { i1: 5 } })],
    WORDS,
  );
  const [head = []] = readCsv(csv);
  expect(new Set(head).size).toBe(head.length);
  expect(columnOf(csv, "wai_sr_v2_2_i1").filter(Boolean)).toEqual(["5"]);
});

test("neither data nor dictionary hold the words of a question or of an answer to choose", () => {
  const texts = [toRedcapExport(MIXED, WORDS).csv, toRedcapDictionary(MIXED, WORDS)];
  for (const text of texts) {
    expect(text).not.toContain("test text");
    for (const { items } of INSTRUMENTS) for (const item of items) expect(text).not.toContain(item.text);
  }
});

test("what clients wrote, and a field for it, are there only where words are asked for", () => {
  expect(toRedcapExport(MIXED, NO_WORDS).csv).not.toContain("letter");
  expect(toRedcapDictionary(MIXED, NO_WORDS)).not.toContain("notes");
  expect(toRedcapDictionary(MIXED, WORDS)).toContain("notes");
});
