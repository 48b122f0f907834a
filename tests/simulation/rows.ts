import { DEFAULT_SETTINGS, PAPER_SETTINGS } from "../../src/core/alliance/flags/flag-settings.ts";
import { PUBLISHED_KEYS } from "../../src/core/alliance/flags/published-rules.ts";
import { flagReader, PUBLISHED_READER, type Reader } from "./simulated-rules.ts";
import type { Row } from "./tally.ts";

export const READERS = [
  flagReader(DEFAULT_SETTINGS, (kind) => (kind === "tense" ? "direct" : kind)),
  // Low and tense are the same in both.
  flagReader(PAPER_SETTINGS, (kind) => `paper-${kind}`),
  PUBLISHED_READER,
] as readonly Reader<unknown>[];

/** What therapists are shown by themselves: clients say tension in words, so it is not a rule on scores. */
export const DEFAULT_ROW = "default";
const SHOWN = ["dip", "drift", "low"] as const;

const ALONE: Readonly<Record<string, string>> = {
  dip: "dip",
  drift: "drift",
  low: "low",
  paperDip: "paper-dip",
  paperDrift: "paper-drift",
  ...Object.fromEntries(PUBLISHED_KEYS.map((key) => [key, key])),
  direct: "direct",
};

export const ROWS: readonly Row[] = [
  { key: DEFAULT_ROW, of: SHOWN },
  { key: "paper", of: ["paper-dip", "paper-drift", "low"] },
  { key: "dipAndDrift", of: ["dip", "drift"] },
  ...Object.entries(ALONE).map(([key, of]) => ({ key, of: [of] })),
  { key: "defaultAndDirect", of: [...SHOWN, "direct"] },
  { key: "everything", of: Object.values(ALONE) },
];

/** In the words of the page. */
export const ROW_WORDS: Readonly<Record<string, string>> = {
  [DEFAULT_ROW]: "**default**: dip, drift, low together",
  paper: "the paper's dip, drift, low together",
  dipAndDrift: "default dip and drift, without low",
  dip: "dip (default)",
  drift: "drift (default)",
  low: "low",
  paperDip: "dip (the paper's)",
  paperDrift: "drift (the paper's)",
  best1sd: "`best1sd`: 1 SD below the best so far",
  prev1sd: "`prev1sd`: 1 SD below the one before",
  prev2sd: "`prev2sd`: 2 SD below the one before",
  gumz1: "`gumz1`: 1 SD, the stricter of sample and own",
  gumz2: "`gumz2`: 2 SD of the same",
  rci: "`rci`: reliable change from the one before",
  chart: "`chart`: control chart of single values",
  direct: "`direct`: tension marked (assumed shares)",
  defaultAndDirect: "default and tension together",
  everything: "every rule above together",
};
