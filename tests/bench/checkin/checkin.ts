import type { Bench } from "../bench.ts";
import { opening } from "./opening.ts";
import { peers } from "./peers.ts";

export const checkin: Bench = {
  name: "checkin",
  about: [
    "Real Chromium and Firefox, headless, on fresh profiles, with the demo build; a session has ended and its check-in waits.",
    "From the browser's own start of loading the page to its first contentful paint: until the form is there the page is empty, and its buttons answer before it is painted.",
    "Peers ask the same items in a page of a server on this machine, scripts and looks in the browser's cache, in turn with ours in the same browser; they ask nobody what to show and keep no draft.",
    "The page is opened in a tab; what a popup takes beyond it is in the latency of detection.",
    "Noise is the width of the middle half of the runs, for pairs of their differences.",
  ],
  parts: { open: opening, peers },
};
