import { parseArgs } from "node:util";
import type { BrowserName } from "../../scripts/browsers.ts";

export const FAULTS_HELP = `npm run faults -- --runs N --seed S [--browser chromium|firefox] [--run K] [--only browser|node]

Plays N stories of submits and faults against the built extension in a real browser, and N against the same code in
Node for faults no browser can be made to have; then mends everything and compares what was submitted with what the
therapist opens. --run K plays story K alone. docs/faults.md has the list.`;

export interface FaultsCommand {
  readonly runs: number;
  readonly seed: number;
  readonly browser: BrowserName;
  /** Null: all of them. */
  readonly run: number | null;
  readonly only: "browser" | "node" | null;
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
      },
    });
    const [runs, seed] = [countOf(values.runs), countOf(values.seed)];
    const { browser, only = null } = values;
    const run = values.run === undefined ? null : countOf(values.run);
    const isKnown = (browser === "chromium" || browser === "firefox") && (only === null || isPart(only));
    if (!isKnown || runs === null || seed === null || (values.run !== undefined && run === null)) return null;
    return { runs, seed, browser, run, only };
  } catch {
    // parseArgs throws for options it does not know.
    return null;
  }
}

function isPart(text: string): text is "browser" | "node" {
  return text === "browser" || text === "node";
}

function countOf(text: string): number | null {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}
