import { describe, expect, test } from "vitest";
import { checkDefinition } from "../../../src/core/alliance/definition-checks.ts";
import { READY_SCORINGS } from "../../../src/core/alliance/ready/index.ts";
import { joinReady } from "../../../src/core/alliance/ready/ready-scoring.ts";
import { dummy, dummyTexts, heldFor } from "./dummy.ts";

const ready = (id: string) => READY_SCORINGS.find((one) => one.id === id)!;
const TODAY = { today: "2026-11-25", isTaken: () => false };

test("there is one for each instrument that practices hold licences for", () => {
  expect(READY_SCORINGS.map(({ id }) => id)).toEqual([
    ...["wai", "wai-s", "wai-sr", "wai-b3", "sai", "haq-ii", "calpas-p", "arm-5", "vpps"],
    ...["srs", "blri", "rri", "sparq", "risq"],
  ]);
});

describe.each(READY_SCORINGS)("$id", (one) => {
  test("holds no question, and says where its facts are from", () => {
    expect(JSON.stringify(one)).not.toMatch(/\?"|I felt|my therapist|[Tt]he client feels/);
    expect(one.sources.length).toBeGreaterThan(0);
  });

  test("joined with dummy text it is a definition without a fault, but that nobody may be asked about harm so far", () => {
    const faults = one.id === "risq" ? [{ kind: "aboutHarm", where: "id" }] : [];
    expect(checkDefinition(dummy(one.id), TODAY)).toEqual(faults);
  });

  test("puts each item into one scale at most", () => {
    const numbers = Object.values(one.key?.scales ?? {}).flat();
    expect(new Set(numbers).size).toBe(numbers.length);
    if (one.key !== null)
      expect(numbers.toSorted((a, b) => a - b)).toEqual(dummyTexts(one.itemCount!).map((_, at) => at + 1));
  });
});

describe("a key that no source gave", () => {
  test.each(["calpas-p", "vpps", "arm-5", "blri", "rri"])("must come with the file: %s", (id) => {
    expect(ready(id).key).toBeNull();
    const { key: _, ...without } = heldFor(id);
    expect(joinReady(ready(id), without)).toEqual({ kind: "refused", fault: { kind: "missing", where: "key" } });
  });

  test.each([
    ["a scale of another name", { scales: { ...heldFor("rri").key!.scales, charm: [1] }, reversed: [] }, "unknownPart"],
    ["a scale without items", { scales: { ...heldFor("rri").key!.scales, realism: [] }, reversed: [] }, "missing"],
    [
      "an item that is not there",
      { scales: { ...heldFor("rri").key!.scales, realism: [99] }, reversed: [] },
      "absentItem",
    ],
    ["a reversed item that is not there", { ...heldFor("rri").key!, reversed: [0] }, "absentItem"],
  ])("is refused for %s", (_, key, kind) => {
    expect(joinReady(ready("rri"), heldFor("rri", { key }))).toMatchObject({ kind: "refused", fault: { kind } });
  });

  test("is refused where a source did give it", () => {
    const key = { scales: { tasks: [1], bond: [2], goals: [3] }, reversed: [] };
    expect(joinReady(ready("wai-b3"), heldFor("wai-b3", { key }))).toMatchObject({ fault: { where: "key" } });
  });
});

test("texts and labels must be as many as the form has", () => {
  expect(joinReady(ready("wai-sr"), heldFor("wai-sr", { texts: dummyTexts(11) }))).toMatchObject({ kind: "refused" });
  expect(joinReady(ready("wai-sr"), heldFor("wai-sr", { labels: ["a", "b", "c"] }))).toMatchObject({ kind: "refused" });
  const named = dummy("wai-sr", { labels: ["a", "b", "c", "d", "e"] });
  expect(named.items[0]!.responses).toMatchObject({ type: "choice" });
});

test("what is only remembered is marked", () => {
  expect(ready("wai").unverified).toContain("which items are reversed");
  expect(ready("haq-ii").unverified).toEqual(["the scale of 1 to 6"]);
  expect(ready("srs").interpretation).toMatchObject({ cutoff: 36, source: "psychologyroots.org 79875" });
});
