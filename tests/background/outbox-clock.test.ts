import { expect, test } from "vitest";
import {
  createOutboxClock,
  type OutboxClockDeps,
  SAFETY_MS,
  TIMER_LIMIT_MS,
} from "../../src/background/outbox-clock.ts";

const NOW = 1_000_000;

function usualClock(overrides: Partial<OutboxClockDeps> = {}) {
  const steps: string[] = [];
  const timers: { readonly ms: number; readonly handle: () => void }[] = [];
  const clock = createOutboxClock({
    run: async () => {
      steps.push("run");
      return null;
    },
    countWaiting: async () => 1,
    setAlarm: async (at) => void steps.push(at === null ? "no alarm" : `alarm ${at - NOW}`),
    setTimer: (ms, handle) => void timers.push({ ms, handle }),
    now: () => NOW,
    ...overrides,
  });
  return { clock, steps, timers };
}

test("I10: at every start the alarm is made again before anything is sent", async () => {
  const { clock, steps } = usualClock();
  await clock.run();
  expect(steps).toEqual([`alarm ${SAFETY_MS}`, "run", "no alarm"]);
});

test("I10: a worker that is stopped in the middle leaves its alarm behind", async () => {
  const { clock, steps } = usualClock({ run: () => new Promise(() => undefined) });
  void clock.run();
  await new Promise(setImmediate);
  expect(steps).toEqual([`alarm ${SAFETY_MS}`]);
});

test("I10: the alarm stands at the next instant, with a timer where that is soon", async () => {
  const { clock, steps, timers } = usualClock({ run: async () => NOW + TIMER_LIMIT_MS });
  await clock.run();
  expect(steps.at(-1)).toBe(`alarm ${TIMER_LIMIT_MS}`);
  expect(timers.map(({ ms }) => ms)).toEqual([TIMER_LIMIT_MS]);
});

test("an instant beyond the life of a worker gets no timer, one that is past runs at once", async () => {
  const late = usualClock({ run: async () => NOW + TIMER_LIMIT_MS + 1 });
  await late.clock.run();
  expect(late.timers).toEqual([]);
  const past = usualClock({ run: async () => NOW - 5 });
  await past.clock.run();
  expect(past.timers.map(({ ms }) => ms)).toEqual([0]);
});

test("I10: a disk that cannot say what waits leaves the alarm behind, too", async () => {
  const { clock, steps } = usualClock({ countWaiting: () => Promise.reject(new DOMException("io", "UnknownError")) });
  await clock.run();
  expect(steps).toEqual([`alarm ${SAFETY_MS}`, "run", "no alarm"]);
});

test("an empty outbox leaves no alarm", async () => {
  const { clock, steps } = usualClock({ countWaiting: async () => 0 });
  await clock.run();
  expect(steps).toEqual(["run", "no alarm"]);
});
