import { afterEach, expect, test, vi } from "vitest";
import { createAskBackground } from "../../../src/adapters/browser/ask-background.ts";

afterEach(() => vi.unstubAllGlobals());

const answering = (reply: unknown): void =>
  void vi.stubGlobal("chrome", { runtime: { sendMessage: async () => reply } });

test("nothing is an answer", async () => {
  answering(null);
  expect(await createAskBackground()("openCheckIn", null)).toBeNull();
});

test("a background that was stopped before it answered is no answer: the page says that it could not be read", async () => {
  answering(undefined);
  await expect(createAskBackground()("listRooms", null)).rejects.toThrow("listRooms");
});
