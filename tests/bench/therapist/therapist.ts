import type { Bench } from "../bench.ts";
import { chart } from "./chart.ts";
import { opening } from "./opening.ts";

export const therapist: Bench = {
  name: "therapist",
  about: [
    "Real Chromium, headless, on a fresh profile, with the demo build; 200 made-up clients as `npm run seed-data` makes them, their sealed files in the archive already.",
    "Opening counts from asking for the page: its scripts, its key and its database are in the time. The peer decrypts the same files one after the other with age-encryption 0.3.1 in a bare page and does nothing else.",
  ],
  parts: { opening, chart },
};
