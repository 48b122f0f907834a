import { expect, test } from "vitest";
import { type Allowance, decideRate } from "../../src/mailbox/rate.ts";

const RATE = { perMinute: 3 };

/** One decision per instant, in order. */
function play(...instants: readonly number[]): readonly string[] {
  let left: Allowance | null = null;
  return instants.map((now) => {
    const decision = decideRate(left, RATE, now);
    left = decision.left;
    return decision.kind === "wait" ? `wait ${decision.seconds}` : decision.kind;
  });
}

test("a quiet token may write its whole minute at once, then waits for the next turn", () =>
  expect(play(0, 0, 0, 0, 19_000, 20_000, 20_000)).toEqual([
    "allowed",
    "allowed",
    "allowed",
    "wait 20",
    "wait 1",
    "allowed",
    "wait 20",
  ]));

test("an hour of silence saves up no more than a minute", () =>
  expect(play(0, 3_600_000, 3_600_000, 3_600_000, 3_600_000).at(-1)).toBe("wait 20"));

test("a clock set back takes nothing away", () =>
  expect(play(60_000, 0, 0)).toEqual(["allowed", "allowed", "allowed"]));
