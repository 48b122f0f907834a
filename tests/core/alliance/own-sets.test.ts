import { describe, expect, test } from "vitest";
import { itemsFor, visibleItems } from "../../../src/core/alliance/asked-items.ts";
import { packDefinition, unpackDefinition } from "../../../src/core/alliance/definition.ts";
import { checkDefinition } from "../../../src/core/alliance/definition-checks.ts";
import { scoreFacets } from "../../../src/core/alliance/facet-scores.ts";
import { FACETS } from "../../../src/core/alliance/instrument.ts";
import { afsCore } from "../../../src/core/alliance/instruments/afs-core.ts";
import { afsGroup } from "../../../src/core/alliance/instruments/afs-group.ts";
import { afsMirror, afsTherapist } from "../../../src/core/alliance/instruments/afs-therapist.ts";
import { afsTogether } from "../../../src/core/alliance/instruments/afs-together.ts";
import { afsYouth } from "../../../src/core/alliance/instruments/afs-youth.ts";
import { findInstrument, INSTRUMENTS, THERAPIST_FORMS } from "../../../src/core/alliance/instruments/index.ts";
import { isLow, scoreAlliance } from "../../../src/core/alliance/score.ts";
import { findSplits } from "../../../src/core/alliance/split.ts";
import { isTense, tensionOf } from "../../../src/core/alliance/tension.ts";
import { triple } from "./responses.ts";

const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id).join(" ");

test.each([
  ["afs-core|1", "B1 G1 T1 R1 V1 N1"],
  ["afs-youth|1", "B1 G1 T1 R1 V1 N1"],
  ["afs-together|1", "B1 G1 T1 R1 side belonging V1"],
  ["afs-group|1", "B1 G1 T1 R1 belonging V1 N1"],
])("an invite that names %s asks %s", (key, asked) => {
  const instrument = findInstrument(key)!;
  expect(ids(visibleItems(itemsFor(instrument, 1), {}))).toBe(asked);
});

test("a therapist's form is never asked of a client", () => {
  for (const { id, version } of THERAPIST_FORMS) expect(findInstrument(`${id}|${version}`)).toBeNull();
});

describe.each([...INSTRUMENTS, ...THERAPIST_FORMS])("$id", (instrument) => {
  test("holds together", () => {
    expect(checkDefinition(instrument, { today: "2026-11-25", isTaken: () => false })).toEqual([]);
  });

  test("asks at most eight items", () => {
    for (let round = 1; round < 45; round++) expect(itemsFor(instrument, round).length).toBeLessThanOrEqual(8);
  });

  test("scores one item for each facet, the same way as the core set", () => {
    expect(instrument.items.filter(({ core }) => core).map(({ topic }) => topic)).toEqual(FACETS);
    expect(instrument.scoring).toEqual(afsCore.scoring);
    expect(scoreAlliance(instrument, triple("8/-/9"))).toBe(8.5);
    expect(scoreFacets(instrument, triple("8/7/9"))).toEqual({ bond: 8, goals: 7, tasks: 9 });
  });

  test("reverses nothing: what is negative is asked openly and apart", () => {
    expect(instrument.items.some(({ reverse }) => reverse)).toBe(false);
  });

  test("packed for a file or an invite, it comes out the same", () => {
    expect(unpackDefinition(packDefinition(instrument))).toEqual(instrument);
  });
});

test("every fourth check-in brings one of ten more questions, in turn", () => {
  const base = ids(itemsFor(afsCore, null)).split(" ");
  const extra = (round: number) => ids(itemsFor(afsCore, round).filter(({ id }) => !base.includes(id)));
  const turn = Array.from({ length: 11 }, (_, at) => extra(4 * (at + 1)));
  expect(turn).toEqual(["B2", "G2", "T2", "E1", "E2", "E3", "E4", "E5", "E6", "E7", "B2"]);
  expect([1, 2, 3, 5, 6, 7].map(extra)).toEqual(["", "", "", "", "", ""]);
});

describe("tension", () => {
  test.each([
    ["no", "no", false],
    ["group", "yes", true],
    ["leader", "yes", true],
    ["both", "yes", true],
    ["unsure", "unsure", false],
  ])("in a group, %s counts as %s", (code, tension, tense) => {
    expect(tensionOf(afsGroup, { R1: code })).toBe(tension);
    expect(isTense(afsGroup, { R1: code })).toBe(tense);
    const open = visibleItems(itemsFor(afsGroup, 1), { R1: code });
    expect(open.some(({ id }) => id === "R2")).toBe(tense);
  });

  test.each(["no", "little", "yes", "unsure"])("elsewhere it is the answer itself: %s", (code) => {
    for (const set of [afsCore, afsYouth, afsTogether, afsTherapist]) expect(tensionOf(set, { R1: code })).toBe(code);
  });

  test("is not known where it was skipped, or the answer is none of the set's", () => {
    expect(tensionOf(afsCore, {})).toBeNull();
    expect(tensionOf(afsCore, { R1: "leader" })).toBeNull();
    expect(tensionOf({ items: [] }, { R1: "yes" })).toBeNull();
  });
});

describe("people in the same session", () => {
  const members = (...each: string[]) => each.map(triple);
  test("three points apart on a core item are a split, two are not", () => {
    expect(findSplits(afsTogether, members("8/8/8", "5/7/8"))).toEqual([{ item: "B1", topic: "bond", gap: 3 }]);
    expect(findSplits(afsTogether, members("8/8/8", "6/6/6"))).toEqual([]);
  });

  test("each item is looked at by itself, and a skip is no answer", () => {
    expect(findSplits(afsGroup, members("9/9/1", "5/9/-", "9/2/-")).map(({ item }) => item)).toEqual(["B1", "G1"]);
    expect(findSplits(afsGroup, members("9/9/9", "-/-/-"))).toEqual([]);
    expect(findSplits(afsGroup, members("9/9/9"))).toEqual([]);
  });

  test("belonging is no core item", () => {
    expect(findSplits(afsTogether, [{ belonging: 0 }, { belonging: 10 }])).toEqual([]);
  });

  test("clients of single therapy are never compared with each other", () => {
    expect(findSplits(afsCore, members("9/9/9", "1/1/1"))).toEqual([]);
  });
});

test("the mirror asks by the client's own items, on their own scales", () => {
  for (const mirrored of afsMirror.items.filter(({ core }) => core)) {
    const own = afsCore.items.find(({ id }) => id === mirrored.id)!;
    expect(mirrored.text).toBe(`What number do you think your client gave? ${own.text}`);
    expect(mirrored.responses).toEqual(own.responses);
  }
});

test("limits for our own words are not put on somebody else's", () => {
  const answers = triple("1/1/1");
  const foreign = { ...afsCore, licence: { ...afsCore.licence, tier: "imported" as const } };
  expect([isLow(afsCore, answers), isLow(foreign, answers)]).toEqual([true, false]);
  const cutoff = { cutoff: 2, source: "a paper", population: "adults" };
  expect(isLow({ ...foreign, interpretation: cutoff }, answers)).toBe(true);
  expect(isLow({ ...foreign, interpretation: cutoff }, triple("3/3/3"))).toBe(false);
});
