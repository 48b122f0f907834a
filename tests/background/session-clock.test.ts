import { expect, test } from "vitest";
import { TICK_MS } from "../../src/background/clock-gap.ts";
import { createSessionClock } from "../../src/background/session-clock.ts";

function play() {
  const alarms: (number | null)[] = [];
  const timers: (number | null)[] = [];
  const clock = createSessionClock({
    setAlarm: async (at) => {
      alarms.push(at);
    },
    setTimer: (ms) => timers.push(ms),
    tick: async () => {},
    now: () => 1_000,
  });
  return { clock, alarms, timers };
}

test("a deadline is an alarm and a timer that ticks until then", async () => {
  const { clock, alarms, timers } = play();
  await clock.wakeAt(61_000, true);
  expect({ alarms, timers }).toEqual({ alarms: [61_000], timers: [TICK_MS] });
});

test("the timer meets a deadline that comes before the next tick", async () => {
  const { clock, timers } = play();
  await clock.wakeAt(1_800, true);
  await clock.wakeAt(500, false);
  expect(timers).toEqual([800, 0]);
});

test("the alarm of the same deadline is not made again at every tick", async () => {
  const { clock, alarms } = play();
  await clock.wakeAt(61_000, true);
  await clock.wakeAt(61_000, true);
  expect(alarms).toEqual([61_000]);
});

test("a deadline far ahead without a call near is an alarm only", async () => {
  const { clock, alarms, timers } = play();
  await clock.wakeAt(61_000, false);
  expect({ alarms, timers }).toEqual({ alarms: [61_000], timers: [null] });
});

test("without a deadline there is neither alarm nor timer", async () => {
  const { clock, alarms, timers } = play();
  await clock.wakeAt(61_000, true);
  await clock.wakeAt(null, false);
  expect({ alarm: alarms.at(-1), timer: timers.at(-1) }).toEqual({ alarm: null, timer: null });
});
