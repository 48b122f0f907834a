import { describe, expect, test } from "vitest";
import {
  findStarts,
  groupAt,
  groupsOf,
  keyCharacters,
  OPENING_START,
  SIGNING_START,
} from "../../src/protocol/key-sheet.ts";

const DATA = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KHCE";

test("a line is printed as its beginning and groups of four, the last as long as it is", () => {
  expect(groupsOf(`${OPENING_START}${DATA}`)).toMatchObject({ start: OPENING_START });
  expect(groupsOf(`${SIGNING_START}${DATA}`).start).toBe(SIGNING_START);
  const { groups } = groupsOf(`${OPENING_START}${DATA}`);
  expect(groups.join("")).toBe(DATA);
  expect([groups[0], groups.at(-1), groups.length]).toEqual(["QPZR", "CE", 15]);
});

test("groups are counted as people count", () => expect([groupAt(0), groupAt(3), groupAt(4)]).toEqual([1, 1, 2]));

describe("a typed key is found", () => {
  test.each<[string, string]>([
    ["as printed", `AGE-SECRET-KEY-1 ${DATA}`],
    ["in small letters", `age-secret-key-1${DATA.toLowerCase()}`],
    ["without dashes", `AGE SECRET KEY 1 ${DATA}`],
    ["with the dashes of a word processor", `AGE–SECRET–KEY–1 ${DATA}`],
    ["with the last letter taken for a one", `AGE-SECRET-KEY-l ${DATA}`],
    ["in groups with dashes", `AGE-SECRET-KEY-1-${DATA.match(/.{1,4}/g)!.join("-")}`],
    ["with its beginning broken", `AGE-SECRET-\nKEY-1\n${DATA.match(/.{1,4}/g)!.join("\n")}`],
    ["after other words", `Key of Dr. Rivera\n\nAGE-SECRET-KEY-1\t${DATA} and so on`],
  ])("%s", (_, text) => {
    const [at] = findStarts(text, OPENING_START);
    expect(keyCharacters(text, at!)).toBe(DATA.toLowerCase());
  });

  test("with letters that are not in the alphabet read as what they look like", () => {
    expect(keyCharacters("o0 iI1l bB8", 0)).toBe("00llll888");
  });

  test("never where its beginning is another kind's", () => {
    expect(findStarts(`AGE-SECRET-KEY-PQ-1${DATA}`, OPENING_START)).toEqual([]);
  });
});
