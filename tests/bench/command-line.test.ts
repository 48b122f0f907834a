import { describe, expect, test } from "vitest";
import { parseBenchArguments } from "./command-line.ts";

const KNOWN = { detection: ["size", "latency"], sync: ["queue"] };
const parse = (line: string) => parseBenchArguments(line.split(" ").filter(Boolean), KNOWN);

test("without a name all are meant", () => expect(parse("")).toEqual({ names: [], only: [], quick: false }));

test("names, parts and the quick run are taken in any order", () => {
  expect(parse("--quick detection --only size,latency")).toEqual({
    names: ["detection"],
    only: ["size", "latency"],
    quick: true,
  });
});

describe("what is not there is said in a sentence:", () => {
  test.each([
    ["speed", 'There is no bench "speed"; there are: detection, sync.'],
    ["--fast", "There is no option --fast; there are --quick and --only PART."],
    ["sync --only latency", 'sync has no part "latency"; it has: queue.'],
    ["--only size", "--only takes parts of one bench: name that one."],
    ["detection --only", 'detection has no part ""; it has: size, latency.'],
  ])("%s", (line, sentence) => expect(parse(line)).toBe(sentence));
});
