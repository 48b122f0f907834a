import { afterEach, expect, test, vi } from "vitest";
import { createAskBackground } from "../../../src/adapters/browser/ask-background.ts";

afterEach(() => vi.unstubAllGlobals());

const STOPPED = new Error("The message port closed before a response was received.");

/** A background that gives one of these to each message, the last one for ever; an error is a rejection. */
function answering(...replies: readonly unknown[]): { asked: number } {
  const background = { asked: 0 };
  const sendMessage = async (): Promise<unknown> => {
    const reply = replies[Math.min(background.asked++, replies.length - 1)];
    if (reply instanceof Error) throw reply;
    return reply;
  };
  vi.stubGlobal("chrome", { runtime: { sendMessage } });
  return background;
}

test("nothing is an answer", async () => {
  const background = answering(null);
  expect(await createAskBackground()("openCheckIn", null)).toBeNull();
  expect(background.asked).toBe(1);
});

test.each([undefined, STOPPED])(
  "what only reads is asked again of a background that was stopped (%s)",
  async (silence) => {
    answering(silence, null);
    expect(await createAskBackground()("openCheckIn", null)).toBeNull();
  },
);

test("a background that stays silent is no answer: the page says that it could not be read", async () => {
  const background = answering(undefined);
  await expect(createAskBackground()("listRooms", null)).rejects.toThrow("listRooms");
  expect(background.asked).toBe(3);
});

test("what does something is asked once", async () => {
  const background = answering(STOPPED, null);
  await expect(createAskBackground()("retryNow", null)).rejects.toThrow(STOPPED.message);
  expect(background.asked).toBe(1);
});
