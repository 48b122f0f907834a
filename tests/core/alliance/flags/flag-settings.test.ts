import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS, flagSettingsFor } from "../../../../src/core/alliance/flags/flag-settings.ts";
import { afsCore } from "../../../../src/core/alliance/instruments/afs-core.ts";
import { dummy } from "../dummy.ts";

test("our own questions are read by the default rules", () => {
  expect(flagSettingsFor(afsCore)).toBe(DEFAULT_SETTINGS);
});

describe("of somebody else's questions", () => {
  const { interpretation: _, stats: __, ...bare } = dummy("wai-sr");
  const source = "a published study";

  test("nothing is low and nothing varies by a known figure where no source says so", () => {
    expect(flagSettingsFor(bare)).toMatchObject({ low: null, spreadFloor: null });
  });

  test("the published cut-off and spread are taken on 0–10", () => {
    const [low, high] = bare.scoring.range;
    const middle = { cutoff: (low + high) / 2, source, population: "adults" };
    const settings = flagSettingsFor({
      ...bare,
      interpretation: middle,
      stats: { sd: (high - low) / 10, reliability: 0.75, source },
    });
    expect(settings.low).toEqual({ score: 5, item: -1 });
    expect(settings.spreadFloor).toBeCloseTo(0.5, 9);
  });
});
