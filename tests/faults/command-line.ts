import { parseArgs } from "node:util";
import type { BrowserName } from "../../scripts/browsers.ts";

export const FAULTS_HELP = `npm run faults -- --runs N --seed S [--browser chromium|firefox] [--run K] [--only browser|node]
               [--minutes M]

Plays N stories of submits and faults against the built extension in a real browser, and N against the same code in
Node for faults no browser can be made to have; then mends everything and compares what was submitted with what the
therapist opens. --run K plays story K alone; after M minutes no further run is begun. docs/faults.md has the list.`;

export interface FaultsCommand {
  readonly runs: number;
  readonly seed: number;
  readonly browser: BrowserName;
  /** Null: all of them. */
  readonly run: number | null;
  readonly only: "browser" | "node" | null;
  /** No further run is begun after this long; null: no limit. */
  readonly minutes: number | null;
}

/** Null for what is not understood, and for a wish to see the help. */
export function parseFaultsCommand(args: readonly string[]): FaultsCommand | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        runs: { type: "string", default: "20" },
        seed: { type: "string", default: "1" },
        browser: { type: "string", default: "chromium" },
        run: { type: "string" },
        only: { type: "string" },
        minutes: { type: "string" },
      },
    });
    const [runs, seed] = [countOf(values.runs), countOf(values.seed)];
    const { browser, only = null } = values;
    const [run, minutes] = [optionalCount(values.run), optionalCount(values.minutes)];
    const isKnown = (browser === "chromium" || browser === "firefox") && (only === null || isPart(only));
    if (!isKnown || runs === null || seed === null || run === undefined || minutes === undefined) return null;
    return { runs, seed, browser, run, only, minutes };
  } catch {
    // parseArgs throws for options it does not know.
    return null;
  }
}

function isPart(text: string): text is "browser" | "node" {
  return text === "browser" || text === "node";
}

/** Undefined for what is no count. */
function optionalCount(text: string | undefined): number | null | undefined {
  return text === undefined ? null : (countOf(text) ?? undefined);
}

function countOf(text: string): number | null {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}
