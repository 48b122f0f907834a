import { describe, expect, test } from "vitest";
import { unrecognisedUse } from "../../../src/core/session/device-use.ts";
import { stepSession } from "../../../src/core/session/machine.ts";
import { DEFAULT_TIMINGS } from "../../../src/core/session/timings.ts";
import { EMPTY_WORLD, type World } from "../../../src/core/session/world.ts";
import { play } from "./timeline.ts";

const START = Date.UTC(2026, 0, 5, 9);
const MINUTE = 60_000;

/** The use of a story that ended at this minute, in minutes of the story. */
function useAt(minute: number, ...lines: readonly string[]) {
  const { world, prompts } = play(...lines, `${minute}:00 end`);
  expect(prompts).toEqual([]);
  const use = unrecognisedUse(world, START + minute * MINUTE, DEFAULT_TIMINGS);
  return use && { from: (use.fromAt - START) / MINUTE, until: (use.untilAt - START) / MINUTE };
}

describe("A device that was on without a call", () => {
  test("as long as a session takes is kept in mind, and nothing opens", () =>
    expect(useAt(60, "0:00 device on", "48:00 device off")).toEqual({ from: 0, until: 48 }));

  test.each([
    ["a page that is left", "48:00 page left"],
    ["a tab that is closed", "48:00 tab closed"],
    ["a page that crashes", "48:00 page crashes"],
  ])("ends with %s", (_, line) => expect(useAt(60, "0:00 device on", line)).toEqual({ from: 0, until: 48 }));

  test("counts in total, over a short break", () =>
    expect(useAt(20, "0:00 device on", "3:00 device off", "5:00 device on", "7:30 device off")).toEqual({
      from: 0,
      until: 7.5,
    }));

  test("begins anew after a long one", () =>
    expect(useAt(40, "0:00 device on", "4:00 device off", "15:00 device on", "19:00 device off")).toBeNull());

  test("for less than a session is nothing", () => expect(useAt(20, "0:00 device on", "4:59 device off")).toBeNull());

  test("is not spoken of while it is still on", () => expect(useAt(60, "0:00 device on")).toBeNull());

  test("does not count time asleep", () =>
    expect(useAt(80, "0:00 device on", "64:00 slept 60 min", "64:30 device off")).toBeNull());

  test("is forgotten after twelve hours", () =>
    expect(useAt(49 + 12 * 60, "0:00 device on", "48:00 device off")).toBeNull());

  test("leaves nothing where the lobby became a call", () =>
    expect(useAt(8, "0:00 device on", "6:00 two-way", "7:00 hang-up")).toBeNull());

  test("leaves nothing after a call that was recognised", () => {
    const lines = ["0:00 two-way", "50:00 closed, device on", "59:00 device off"];
    const { world } = play(...lines, "70:00 end");
    expect(unrecognisedUse(world, START + 70 * MINUTE, DEFAULT_TIMINGS)).toBeNull();
  });

  test("in a room that is ruled out or no longer allowed is forgotten", () =>
    expect(useAt(60, "0:00 device on", "48:00 device off", "50:00 permission revoked")).toBeNull());

  test("of a page that went without a word counts up to its last sign of life", () => {
    const { world } = play("0:00 device on", "10:00 browser quits", "40:00 browser starts", "41:00 end");
    const use = unrecognisedUse(world, START + 41 * MINUTE, DEFAULT_TIMINGS);
    expect((use!.untilAt - START) / MINUTE).toBeCloseTo(10, 0);
  });
});

describe("What the client says of it", () => {
  const { world } = play("0:00 device on", "48:00 device off", "60:00 end");
  const now = START + 60 * MINUTE;
  const told = (event: Parameters<typeof stepSession>[1]) =>
    unrecognisedUse(stepSession(world, event, now, DEFAULT_TIMINGS).world, now, DEFAULT_TIMINGS);

  test("answers it for good", () => expect(told({ type: "useAnswered", from: START })).toBeNull());
  test("about another answers nothing", () => expect(told({ type: "useAnswered", from: START + 1 })).not.toBeNull());
  test("a check-in by hand answers it, too", () => expect(told({ type: "startManually" })).toBeNull());
});

test("a flood of rooms does not grow it", () => {
  let world: World = EMPTY_WORLD;
  for (let n = 0; n < 40; n++) {
    const doc = `d${n}`;
    for (const event of [
      { type: "documentOpened", doc, tab: 1, frame: 0, room: `r${n}`, enrolled: true },
      { type: "capture", doc, live: true },
    ] as const)
      ({ world } = stepSession(world, event, START + n, DEFAULT_TIMINGS));
  }
  expect(Object.keys(world.uses)).toHaveLength(8);
});
