import type { Bench } from "../bench.ts";
import { browserDeath } from "./browser-death.ts";
import { drain } from "./drain.ts";
import { saveLatency } from "./save-latency.ts";

export const sync: Bench = {
  name: "sync",
  about: [
    "Real Chromium and Firefox, headless, on fresh profiles, with the demo build, and the mailbox as `npm run mailbox` starts it, rate and allowance off; all on this machine, so that programs which send share its cores with those that receive.",
    "A peer does the same work in the same run, in turn with ours: a bare write for saving, workbox-background-sync 7.4.1 for the queue.",
    "Envelopes are 2,248 bytes, as a usual check-in.",
    "Where more is better, p95 is the slow end, too: one run in twenty is slower.",
  ],
  parts: { save: saveLatency, drain, kill: browserDeath },
};
