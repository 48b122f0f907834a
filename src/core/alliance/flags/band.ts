/**
 * Where one client's sessions usually lie: what a chart shades behind them. It is made of the very baseline that a dip is
 * decided on, so that a session raised as one never lies inside its band.
 */
import { baselineOf, floorOf } from "./baseline.ts";
import type { SessionFlags } from "./flag-history.ts";
import type { FlagSettings } from "./flag-settings.ts";

/** Usual score plus and minus so many spreads (clinical paper, 7.1). */
export const BAND_SPREADS = 2;

/** Of the alliance score, within 0–10. */
export interface Band {
  readonly low: number;
  readonly usual: number;
  readonly high: number;
  /** Sessions it was made of. */
  readonly sessions: number;
}

type BandSettings = Pick<FlagSettings, "dip" | "spreadFloor">;

/** `earlier`: scores before the session, oldest first. Null while there are too few. */
export function bandOf(earlier: readonly number[], { dip, spreadFloor }: BandSettings): Band | null {
  const baseline = baselineOf(earlier, dip.baselineRule, floorOf(spreadFloor, earlier));
  if (baseline === null) return null;
  const { usual, spread, sessions } = baseline;
  const reach = BAND_SPREADS * spread;
  return { low: Math.max(0, usual - reach), usual, high: Math.min(10, usual + reach), sessions };
}

/** The band each session was held against, in the order of the history. */
export function bandsOf(history: readonly SessionFlags[], settings: BandSettings): readonly (Band | null)[] {
  return history.map((_, index) => bandOf(history[index - 1]?.memory.scores ?? [], settings));
}
