import type { Bench } from "../bench.ts";
import { latency } from "./latency.ts";
import { pageCost } from "./page-cost.ts";
import { sizes } from "./sizes.ts";
import { wakeUps } from "./wake-ups.ts";

export const detection: Bench = {
  name: "detection",
  about: [
    "Real Chromium and Firefox, headless, on fresh profiles, with the demo build; sizes are of the release build.",
    "Latency is from the page's own click to the popup's own first contentful paint, on the clock both share; Chromium has no debugger attached meanwhile.",
    "Costs are of the same page of the same server under two names, one of them enrolled, in turn and in the same browser; each first as often as the other.",
    "Noise is the width of the middle half of the runs, for pairs of their differences.",
    "Where a page with us stands beside one without, it is met if a sign test of the pairs sees no increase (p ≥ 0.05, one-sided).",
  ],
  parts: { size: sizes, latency, page: pageCost, background: wakeUps },
};
