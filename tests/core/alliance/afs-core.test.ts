import { describe, expect, test } from "vitest";
import { itemsFor, visibleItems } from "../../../src/core/alliance/asked-items.ts";
import { FACETS } from "../../../src/core/alliance/instrument.ts";
import { afsCore } from "../../../src/core/alliance/instruments/afs-core.ts";
import { DEFAULT_INSTRUMENT, findInstrument, INSTRUMENTS } from "../../../src/core/alliance/instruments/index.ts";

const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id).join(" ");

test("an invite's name finds its instrument, in exactly the version it names", () => {
  expect(findInstrument("afs-core|1")).toBe(afsCore);
  expect(DEFAULT_INSTRUMENT).toBe("afs-core|1");
  expect(findInstrument("afs-core|2")).toBeNull();
  expect(findInstrument("afs-core")).toBeNull();
});

describe("the core set", () => {
  test("asks bond, goals and tasks, then tension, the call and one text", () => {
    expect(ids(visibleItems(itemsFor(afsCore, null), {}))).toBe("B1 G1 T1 R1 V1 N1");
  });

  test.each([
    ["little", true],
    ["yes", true],
    ["no", false],
    ["unsure", false],
  ])("asks for the repair after tension %s: %s", (tension, asked) => {
    const open = visibleItems(itemsFor(afsCore, null), { R1: tension });
    expect(open.some(({ id }) => id === "R2")).toBe(asked);
  });

  test.each([
    [1, ""],
    [3, ""],
    [4, "B2"],
    [5, ""],
    [8, "G2"],
    [12, "T2"],
    [16, "E1"],
  ])("round %s brings the second item %s", (round, second) => {
    const base = ids(itemsFor(afsCore, null)).split(" ");
    expect(ids(itemsFor(afsCore, round).filter(({ id }) => !base.includes(id)))).toBe(second);
  });

  test("never asks more than eight items", () => {
    for (let round = 1; round < 30; round++) expect(itemsFor(afsCore, round).length).toBeLessThanOrEqual(8);
  });

  test("scores one item for each facet and none that rotates", () => {
    const core = afsCore.items.filter((item) => item.core);
    expect(core.map(({ topic }) => topic)).toEqual(FACETS);
    expect(core.some(({ id }) => afsCore.rotation?.items.includes(id))).toBe(false);
  });
});

describe.each(INSTRUMENTS)("$id $version", (instrument) => {
  test("ships with a licence that allows electronic use", () => {
    expect(instrument.licence.electronicUse).toBe(true);
    expect(instrument.licence.tier).not.toBe("imported");
  });

  test("has no id twice and follows up only on items and answers that exist", () => {
    const known = instrument.items.map(({ id }) => id);
    expect(new Set(known).size).toBe(known.length);
    for (const { showIf } of instrument.items) {
      if (showIf === undefined) continue;
      const asked = instrument.items.find(({ id }) => id === showIf.item);
      const codes = asked?.responses.type === "choice" ? asked.responses.choices.map(({ code }) => code) : [];
      expect(codes).toEqual(expect.arrayContaining([...showIf.anyOf]));
    }
  });
});
