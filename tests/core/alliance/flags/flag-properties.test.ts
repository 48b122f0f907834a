import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dipFacts, isDip } from "../../../../src/core/alliance/flags/dip.ts";
import { isDrift, NO_DRIFT, nextDrift } from "../../../../src/core/alliance/flags/drift.ts";
import type { Flag } from "../../../../src/core/alliance/flags/flag.ts";
import { flagHistory } from "../../../../src/core/alliance/flags/flag-history.ts";
import {
  DEFAULT_SETTINGS,
  type FlagSettings,
  PAPER_SETTINGS,
} from "../../../../src/core/alliance/flags/flag-settings.ts";
import { measureGap } from "../../../../src/core/alliance/flags/perception-gap.ts";
import { listEpisodes } from "../../../../src/core/alliance/flags/published-episodes.ts";
import { isRaised, PUBLISHED_KEYS, publishedFacts } from "../../../../src/core/alliance/flags/published-rules.ts";
import { anySessions, session } from "./sessions.ts";

const SETTINGS: readonly (readonly [string, FlagSettings])[] = [
  ["the default rules", DEFAULT_SETTINGS],
  ["the paper's rules", PAPER_SETTINGS],
  ["an instrument without published spread", { ...PAPER_SETTINGS, spreadFloor: null, low: null }],
];
const scores = fc.array(
  fc.integer({ min: 0, max: 30 }).map((thirds) => thirds / 3),
  { maxLength: 30 },
);

describe.each(SETTINGS)("with %s", (_, settings) => {
  test("the order in which responses came does not matter", () => {
    const both = anySessions.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length })),
    );
    fc.assert(
      fc.property(both, ([all, shuffled]) => {
        expect(flagHistory(shuffled, settings)).toEqual(flagHistory(all, settings));
      }),
    );
  });

  test("a later session never changes what an earlier one showed", () => {
    fc.assert(
      fc.property(anySessions, (all) => {
        const earlier = flagHistory(all.slice(0, -1), settings);
        expect(flagHistory(all, settings).slice(0, -1)).toEqual(all.length === 0 ? [] : earlier);
      }),
    );
  });

  test("a client who always answers the same, above the low limit, is never flagged", () => {
    const answer = fc.integer({ min: 4, max: 10 });
    const constant = fc.record({ B1: answer, G1: answer, T1: answer }).filter(({ B1, G1, T1 }) => B1 + G1 + T1 > 15);
    fc.assert(
      fc.property(constant, fc.integer({ min: 1, max: 40 }), (answers, count) => {
        const all = Array.from({ length: count }, (_, index) => session(answers, index));
        expect(flagHistory(all, settings).flatMap(({ flags }) => flags)).toEqual([]);
      }),
    );
  });

  test("each flag's facts are enough to decide it again", () => {
    fc.assert(
      fc.property(anySessions, (all) => {
        for (const { flags } of flagHistory(all, settings))
          for (const flag of flags) expect([flag, decideAgain(flag)]).toEqual([flag, true]);
      }),
    );
  });

  test("no number is ever anything but a number", () => {
    const noNumber = (value: unknown): boolean =>
      typeof value === "object" && value !== null
        ? Object.values(value).some(noNumber)
        : typeof value === "number" && !Number.isFinite(value);
    fc.assert(
      fc.property(anySessions, (all) => {
        expect(flagHistory(all, settings).some(noNumber)).toBe(false);
      }),
    );
  });
});

/** From nothing but the facts, in this test's own words. */
function decideAgain(flag: Flag): boolean {
  const E = 1e-9;
  switch (flag.kind) {
    case "risq":
      return true;
    case "tense":
      return ["little", "yes"].includes(flag.facts.tension);
    case "low": {
      const { score, lowestItem, limits } = flag.facts;
      return (score ?? 99) <= limits.score + E || (lowestItem ?? 99) <= limits.item + E;
    }
    case "dip":
      return flag.facts.usual - flag.facts.score >= flag.facts.neededDrop - E && flag.facts.sessions >= 4;
    case "drift":
      return flag.facts.sum >= flag.facts.limit - E && flag.facts.score <= flag.facts.reference;
    case "recovered":
      return flag.facts.score >= flag.facts.line - E && flag.facts.sessions <= 6;
    case "notRecovered":
      return flag.facts.score < flag.facts.line && flag.facts.sessions === 6;
  }
}

describe("a limit", () => {
  test.each([
    [1.5, true],
    [1.5 - 1e-10, true],
    [1.5 - 1e-8, false],
  ])("is reached by a drop of %s: %s", (drop, reached) => {
    expect(isDip(dipFacts(PAPER_SETTINGS.dip, [8, 8, 8, 8], 8 - drop, 0.55)!)).toBe(reached);
  });

  test.each([
    [5, true],
    [5 - 1e-10, true],
    [5 - 1e-8, false],
  ])("is reached by a sum of %s: %s", (sum, reached) => expect(isDrift({ sum, limit: 5 })).toBe(reached));
});

describe("a drift", () => {
  test("is not fed by rises", () => {
    fc.assert(
      fc.property(
        scores.filter((all) => all.length > 4),
        (all) => {
          const rising = all.toSorted((a, b) => a - b);
          let drift = NO_DRIFT;
          for (const at of rising.keys()) {
            const seen = [...rising.slice(0, at), rising[at]!] as const;
            drift = nextDrift(PAPER_SETTINGS.drift, drift, seen, 0.55, false).state;
          }
          expect(drift.sum).toBe(0);
        },
      ),
    );
  });
});

describe("published rules", () => {
  test.each(PUBLISHED_KEYS)("%s: facts are numbers, decide alone, and never blame a rise", (rule) => {
    fc.assert(
      fc.property(scores, fc.double({ min: 0, max: 10, noNaN: true }), (earlier, score) => {
        const facts = publishedFacts(rule, earlier, score);
        if (facts === null) {
          expect(earlier.length).toBeLessThan(4);
          return;
        }
        expect([facts.compared, facts.neededDrop].every(Number.isFinite)).toBe(true);
        if (isRaised(facts)) expect(score).toBeLessThan(facts.compared);
      }),
    );
  });

  test.each(PUBLISHED_KEYS)("%s: an episode is deepest where it says, and ends a deviation above", (rule) => {
    fc.assert(
      fc.property(scores, (all) => {
        for (const { raisedAt, lowest, repairedAt } of listEpisodes(rule, all)) {
          const inside = all.slice(raisedAt, repairedAt ?? all.length);
          expect(lowest).toBe(Math.min(...inside));
          if (repairedAt !== null) expect(all[repairedAt]! - lowest).toBeGreaterThanOrEqual(1.13 - 1e-9);
        }
      }),
    );
  });
});

test("guesses are measured without a pair, with a constant side, and within -1 and 1", () => {
  expect(measureGap([])).toEqual({ bias: null, tracking: null, pairs: 0 });
  const flat = Array.from({ length: 8 }, (_, index) => ({ guess: 7, answer: index }));
  expect(measureGap(flat)).toMatchObject({ tracking: null, pairs: 8 });
  const value = fc.integer({ min: 0, max: 10 });
  fc.assert(
    fc.property(fc.array(fc.record({ guess: value, answer: value }), { minLength: 6 }), (pairs) => {
      expect(Math.abs(measureGap(pairs).tracking ?? 0)).toBeLessThanOrEqual(1);
    }),
  );
});
