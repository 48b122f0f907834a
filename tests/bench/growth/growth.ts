import type { Bench } from "../bench.ts";
import { drawGrowth } from "./growth-plot.ts";
import { queue } from "./queue.ts";
import { history, responses } from "./responses.ts";
import { tabs, timelines } from "./sessions.ts";

const FILE = "growth.svg";

export const growth: Bench = {
  name: "growth",
  about: [
    "Cost against work: the shipped rules with more and more to do, in Node; the queue in a real Chromium, with the demo build and a mailbox on this machine.",
    "All amounts of one line take turns. A slope of 1 on a log-log plot is in proportion to the work, 0 the same whatever the work; 0.1 more is taken for noise.",
    "Events, clients and scores are made up, by the simulation where there are scores.",
    `[Drawn](${FILE}).`,
  ],
  parts: { timelines, tabs, responses, history, queue },
  drawing: { file: FILE, draw: drawGrowth },
};
