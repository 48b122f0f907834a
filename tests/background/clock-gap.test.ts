import { describe, expect, test } from "vitest";
import { type ClockFacts, decideClock, SLEEP_GAP_MS, TICK_MS, UNHEARD_GAP_MS } from "../../src/background/clock-gap.ts";

const NOON = Date.UTC(2026, 10, 23, 12);
const decide = (overrides: Partial<ClockFacts> & { readonly gapMs?: number }) =>
  decideClock({
    wallMs: NOON + (overrides.gapMs ?? 5_000),
    lastWallMs: NOON,
    monotonicGapMs: 5_000,
    ticking: true,
    ...overrides,
  });

describe("within one background run", () => {
  test("a tick that comes when it should says nothing", () => expect(decide({})).toEqual({ kind: "usual" }));

  test("a late tick on a busy machine says nothing", () =>
    expect(decide({ gapMs: 19_000, monotonicGapMs: 19_000 })).toEqual({ kind: "usual" }));

  test("a wall clock that ran on while the other clock stood was asleep", () =>
    expect(decide({ gapMs: 605_000 })).toEqual({ kind: "slept", forMs: 600_000 }));

  test("missed ticks on a clock that runs on in sleep were a sleep", () =>
    expect(decide({ gapMs: 605_000, monotonicGapMs: 605_000 })).toEqual({ kind: "slept", forMs: 600_000 }));

  test("the limit itself is still a late tick", () =>
    expect(decide({ gapMs: TICK_MS + SLEEP_GAP_MS, monotonicGapMs: TICK_MS + SLEEP_GAP_MS }).kind).toBe("usual"));

  test("without a tick a long quiet time is no sleep", () =>
    expect(decide({ ticking: false, gapMs: 605_000, monotonicGapMs: 605_000 })).toEqual({ kind: "usual" }));

  test("a wall clock that goes back was set", () =>
    expect(decide({ gapMs: -3_595_000 })).toEqual({ kind: "clockChanged", byMs: -3_600_000 }));
});

describe("in a new background run", () => {
  test("a minute unheard is a hidden page, not a sleep", () =>
    expect(decide({ monotonicGapMs: null, gapMs: 60_000 })).toEqual({ kind: "usual" }));

  test("longer than any page or alarm can be silent is a sleep", () =>
    expect(decide({ monotonicGapMs: null, gapMs: UNHEARD_GAP_MS + 1 })).toEqual({
      kind: "slept",
      forMs: UNHEARD_GAP_MS + 1,
    }));

  test("a clock that went back was set", () =>
    expect(decide({ monotonicGapMs: null, gapMs: -3_600_000 })).toEqual({ kind: "clockChanged", byMs: -3_600_000 }));
});
