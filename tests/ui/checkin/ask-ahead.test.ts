import { expect, test } from "vitest";
import type { BackgroundNews } from "../../../src/protocol/background-news.ts";
import { askAhead } from "../../../src/ui/checkin/ask-ahead.ts";
import { createFakeBackground, VIEW } from "./fake-background.ts";

function start(background = createFakeBackground()) {
  let hear: (news: BackgroundNews) => void = () => {};
  const ask = askAhead({
    ask: background.ask,
    onNews: (handle) => {
      hear = handle;
    },
  });
  return { ask, hear: (news: BackgroundNews) => hear(news), times: () => background.askedFor("openCheckIn").length };
}

test("the check-in is asked for before anybody wants it, and once", async () => {
  const { ask, times } = start();
  expect(times()).toBe(1);
  expect(await ask("openCheckIn", null)).toEqual(VIEW);
  expect(times()).toBe(1);
});

test("whoever asks again is told anew", async () => {
  const { ask, times } = start();
  await ask("openCheckIn", null);
  await ask("openCheckIn", null);
  expect(times()).toBe(2);
});

test("what was asked ahead of a change is not taken for true after it: a call may be live again", async () => {
  const { ask, hear, times } = start();
  hear({ kind: "checkInWithdrawn", checkInId: VIEW.checkInId });
  await ask("openCheckIn", null);
  expect(times()).toBe(2);
});

test("everything else is asked as it comes", async () => {
  const { ask, times } = start();
  expect(await ask("listWaiting", null)).toEqual([]);
  expect(times()).toBe(1);
});

test("a background that does not answer is told to whoever asks, not to the page's console", async () => {
  const silent = createFakeBackground({ answers: { openCheckIn: () => Promise.reject(new Error("no receiver")) } });
  const { ask } = start(silent);
  await Promise.resolve();
  await expect(ask("openCheckIn", null)).rejects.toThrow("no receiver");
});
