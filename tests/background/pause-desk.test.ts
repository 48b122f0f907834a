import { expect, test } from "vitest";
import { createPauseDesk } from "../../src/background/pause-desk.ts";
import type { ClientFact } from "../../src/core/session/events.ts";
import { PAUSE_MS } from "../../src/core/session/pause.ts";

/** A desk over check-ins that wait, each gone once it is skipped. */
function openDesk(...sessions: readonly string[]) {
  let [now, until] = [1_000, 0];
  let waiting = sessions;
  const told: ClientFact[] = [];
  const desk = createPauseDesk({
    read: async () => until,
    write: async (value) => void (until = value),
    due: async () =>
      waiting[0] === undefined ? null : { session: waiting[0], endedAt: 0, behind: waiting.length - 1 },
    tell: async (fact) => {
      told.push(fact);
      if (fact.type === "client") waiting = waiting.filter((one) => one !== fact.session);
    },
    now: () => now,
  });
  return { desk, told, waiting: () => waiting, written: () => until, pass: (ms: number) => (now += ms) };
}

test("a pause lasts two weeks and then is over by itself", async () => {
  const { desk, pass } = openDesk();
  expect(await desk.until()).toBeNull();
  await desk.set({ on: true });
  expect(await desk.until()).toBe(1_000 + PAUSE_MS);
  pass(PAUSE_MS - 1);
  expect(await desk.until()).not.toBeNull();
  pass(1);
  expect(await desk.until()).toBeNull();
});

test("it can be ended before, and when it ended is known", async () => {
  const { desk, pass, written } = openDesk();
  await desk.set({ on: true });
  pass(5_000);
  await desk.set({ on: false });
  expect(await desk.until()).toBeNull();
  expect(written()).toBe(6_000);
});

test("what waits is skipped with it, so that no badge goes on asking", async () => {
  const { desk, told, waiting } = openDesk("s1", "s2", "s3");
  await desk.set({ on: true });
  expect(waiting()).toEqual([]);
  expect(told).toEqual(["s1", "s2", "s3"].map((session) => ({ type: "client", action: "skip", session })));
});

test("ending it skips nothing", async () => {
  const { desk, told } = openDesk("s1");
  await desk.set({ on: false });
  expect(told).toEqual([]);
});
