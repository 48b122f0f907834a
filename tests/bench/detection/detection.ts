import type { Bench } from "../bench.ts";
import { latency } from "./latency.ts";
import { pageCost } from "./page-cost.ts";
import { sizes } from "./sizes.ts";
import { wakeUps } from "./wake-ups.ts";

export const detection: Bench = {
  name: "detection",
  about: ["Real Chromium and Firefox, headless, with the demo build."],
  parts: { size: sizes, latency, page: pageCost, background: wakeUps },
};
