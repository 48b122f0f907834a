import type { Bench } from "../bench.ts";
import { serverDeath } from "../sync/server-death.ts";
import { syncs } from "./syncs.ts";
import { writes } from "./writes.ts";

export const mailbox: Bench = {
  name: "mailbox",
  about: [
    "The mailbox as `npm run mailbox` starts it, rate and allowance off, and Debian's nginx and Apache with their dav modules; all on this machine, so that the program that sends shares its cores with those that receive.",
    "Ours, each peer and the bare disk take turns, each first as often as the others. Envelopes are 2,248 bytes, as a usual check-in.",
    "Where more is better, p95 is the slow end, too: one run in twenty is slower.",
  ],
  parts: { writes, syncs, death: serverDeath },
};
