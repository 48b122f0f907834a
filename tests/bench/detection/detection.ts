import type { Bench } from "../bench.ts";
import { latency } from "./latency.ts";
import { sizes } from "./sizes.ts";

export const detection: Bench = {
  name: "detection",
  about: ["Real Chromium and Firefox, headless, with the demo build."],
  parts: { size: sizes, latency },
};
