import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ADD_ON_EVERY, decideAddOn, dueAddOn, isAddOn } from "../../../src/core/alliance/add-on.ts";
import { checkAddOn } from "../../../src/core/alliance/add-on-checks.ts";
import type { Instrument } from "../../../src/core/alliance/instrument.ts";
import { INSTRUMENTS } from "../../../src/core/alliance/instruments/index.ts";
import { NO_CONTACTS } from "../../../src/core/alliance/outside-route.ts";
import { ATTRIBUTED, addOn, SOMEBODY } from "./add-ons.ts";
import { dummy } from "./dummy.ts";

const [core, , together, group] = INSTRUMENTS as readonly [Instrument, Instrument, Instrument, Instrument];
const decide = (id: "risq" | "sparq", main: Instrument, contacts = SOMEBODY) =>
  decideAddOn({ addOn: addOn(id), main, contacts, therapist: "Dr. Rivera" });

describe("questions beside a set", () => {
  test("are RISQ and SPARQ, and no other form", () => {
    expect([addOn("risq"), addOn("sparq"), dummy("wai-sr"), core].map(isAddOn)).toEqual([true, true, false, false]);
    expect(isAddOn({ id: "risq-de" })).toBe(false);
  });

  test.each(["risq", "sparq"] as const)("never stand where several are in the room: %s", (id) => {
    expect(decide(id, core)).toEqual({ on: true });
    for (const main of [together, group]) expect(decide(id, main)).toEqual({ on: false, reason: "notAlone" });
  });

  test("need somebody outside this therapy only where they ask about harm", () => {
    expect(decide("risq", core, NO_CONTACTS)).toEqual({ on: false, reason: "noContact" });
    expect(decide("sparq", core, NO_CONTACTS)).toEqual({ on: true });
  });

  test("come at most every fourth time, one of them at a time, in turn", () => {
    const rounds = Array.from({ length: 17 }, (_, at) => at);
    const due = rounds.flatMap((round) => {
      const one = dueAddOn(["a", "b"], round);
      return one === null ? [] : [[round, one]];
    });
    expect(due).toEqual([
      [4, "a"],
      [8, "b"],
      [12, "a"],
      [16, "b"],
    ]);
    expect(dueAddOn([], 4)).toBeNull();
  });

  test("leave three times free between two, however many there are", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 2 }), fc.integer({ min: 0, max: 1_000 }), (addOns, from) => {
        const asked = [0, 1, 2, 3].filter((step) => dueAddOn(addOns, from + step) !== null);
        expect(asked.length).toBeLessThanOrEqual(1);
      }),
    );
    expect(ADD_ON_EVERY).toBe(4);
  });
});

describe("the file of one", () => {
  const risq = addOn("risq");
  const [first, ...rest] = risq.items as readonly [Instrument["items"][number], ...Instrument["items"]];
  const faults = (changed: Partial<Instrument>) =>
    checkAddOn({ ...risq, ...changed }).map(({ kind, where }) => `${kind} ${where}`);

  test("is taken where it says who vouches, on what evidence, and is the form of its name", () => {
    expect(checkAddOn(risq)).toEqual([]);
    expect(checkAddOn(addOn("sparq"))).toEqual([]);
    expect(checkAddOn(addOn("sparq", { labels: ["a", "b", "c", "d", "e"] }))).toEqual([]);
  });

  test.each<[string, Partial<Instrument>, string]>([
    ["no evidence", { licence: { ...ATTRIBUTED, evidence: " " } }, "missing licence.evidence"],
    ["nobody who vouches", { licence: { ...ATTRIBUTED, attestedBy: "" } }, "attestation licence.attestedBy"],
    ["it taken for ours", { licence: { ...ATTRIBUTED, tier: "own" } }, "badValue licence.tier"],
    ["an item left out", { items: rest }, "badValue items"],
    ["items in another order", { items: [...rest, first] }, "badValue items"],
    ["an item that counts", { items: [{ ...first, core: true }, ...rest] }, "badValue items"],
    ["an item turned round", { items: [{ ...first, reverse: true }, ...rest] }, "badValue items"],
    [
      "a yes that travels as another word",
      {
        items: risq.items.map((item) => ({
          ...item,
          responses: {
            type: "choice" as const,
            choices: [
              { code: "n", label: "Nay", value: 0 },
              { code: "y", label: "Aye", value: 1 },
            ],
          },
        })),
      },
      "badValue items",
    ],
    ["a setting for several", { settings: ["individual", "couple"] }, "badValue items"],
    ["another perspective", { perspective: "therapist" }, "badValue items"],
    ["other scales", { scoring: { ...risq.scoring, scales: { rift: ["i1"] } } }, "badValue items"],
  ])("is refused for %s", (_, changed, fault) => {
    expect(faults(changed)).toEqual([fault]);
  });
});
