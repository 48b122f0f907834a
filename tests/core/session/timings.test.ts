import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DEFAULT_TIMINGS, timingsFrom } from "../../../src/core/session/timings.ts";

describe("Timings", () => {
  test("are those of the corpus", () => {
    const file = new URL("../../fixtures/scenarios/defaults.json", import.meta.url);
    const defaults = JSON.parse(readFileSync(file, "utf8")) as Record<string, { value: number | boolean }>;
    // When the browser wakes a background is not the machine's to say.
    const { alarmGrain: _grain, ...known } = defaults;
    const ours = Object.entries(DEFAULT_TIMINGS).map(([key, value]) =>
      typeof value === "number" ? [key.replace(/Ms$/, ""), value / 1_000] : [key, value],
    );
    expect(Object.fromEntries(ours)).toEqual(
      Object.fromEntries(Object.entries(known).map(([key, { value }]) => [key, value])),
    );
  });

  test("take the overrides they know, in seconds", () => {
    const timings = timingsFrom({ minimumLive: 60, graceHangup: 0, allowListenOnly: true });
    expect(timings).toEqual({ ...DEFAULT_TIMINGS, minimumLiveMs: 60_000, graceHangupMs: 0, allowListenOnly: true });
  });

  test.each([
    ["an unknown name", { graceMeteorite: 5 }],
    ["a name in milliseconds", { graceHangupMs: 5 }],
    ["a name of every object", { toString: 5, constructor: 5 }],
    ["a negative wait", { graceHangup: -1 }],
    ["no number", { graceHangup: Number.NaN }],
    ["for ever", { graceHangup: Number.POSITIVE_INFINITY }],
    ["more than a week", { graceHangup: 604_801 }],
    ["a switch where a number belongs", { graceHangup: true }],
    ["a number where a switch belongs", { allowListenOnly: 1 }],
  ])("ignore %s", (_name, overrides: Record<string, number | boolean>) => {
    expect(timingsFrom(overrides)).toEqual(DEFAULT_TIMINGS);
  });
});
