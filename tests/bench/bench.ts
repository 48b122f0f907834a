import type { Figure } from "./figure.ts";

/** How much to run: the whole, or just enough to see that it runs. */
export interface Plan {
  readonly quick: boolean;
  /** Counted runs: the number asked for, or two. */
  readonly runs: (full: number) => number;
  /** Runs before those that count; a quick look does without. */
  readonly warmUps: (full: number) => number;
  /** Seconds to watch: those asked for, or the few given. */
  readonly seconds: (full: number, quick: number) => number;
  /** How many to do in one run: those asked for, or the few given. */
  readonly count: (full: number, quick: number) => number;
  /** For whoever waits. */
  readonly say: (text: string) => void;
}

/** Where a part was taken from and what did not go as meant is said in its figures' notes. */
export type Part = (plan: Plan) => Promise<readonly Figure[]>;

export interface Bench {
  readonly name: string;
  /** What it measures, and under which conditions: printed above its table. */
  readonly about: readonly string[];
  /** Can be run alone by `--only`. */
  readonly parts: Readonly<Record<string, Part>>;
  /** Drawn from the figures of a whole run. */
  readonly drawing?: Drawing;
}

export interface Drawing {
  /** As the page of results names it, beside itself. */
  readonly file: string;
  readonly draw: (figures: readonly Figure[]) => string;
}

const QUICK_RUNS = 2;

export function createPlan(quick: boolean, say: (text: string) => void): Plan {
  return {
    quick,
    runs: (full) => (quick ? QUICK_RUNS : full),
    warmUps: (full) => (quick ? 0 : full),
    seconds: (full, short) => (quick ? short : full),
    count: (full, few) => (quick ? few : full),
    say,
  };
}
