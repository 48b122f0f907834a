/**
 * Which rules a history is read by. The default is what therapists see; the clinical paper's own stay selectable, so that
 * research can hold one against the other on the same answers.
 */
import type { Instrument } from "../instrument.ts";
import { spreadFloorOf } from "../raw-scores.ts";
import { cutoffOf } from "../score.ts";
import { SPREAD_FLOOR } from "./baseline.ts";
import { DIP, type DipRule, PAPER_DIP } from "./dip.ts";
import { DRIFT, type DriftRule, PAPER_DRIFT } from "./drift.ts";
import { LOW, type LowLimits } from "./low.ts";

export interface FlagSettings {
  readonly dip: DipRule;
  readonly drift: DriftRule;
  /** Null where the instrument's source names no limit: nothing is invented. */
  readonly low: LowLimits | null;
  /** What the instrument varies by from session to session, on 0–10; null where nobody published it. */
  readonly spreadFloor: number | null;
}

/** What therapists see of our own items. */
export const DEFAULT_SETTINGS: FlagSettings = { dip: DIP, drift: DRIFT, low: LOW, spreadFloor: SPREAD_FLOOR };
/** The clinical paper's (4.1), for the same items. */
export const PAPER_SETTINGS: FlagSettings = { ...DEFAULT_SETTINGS, dip: PAPER_DIP, drift: PAPER_DRIFT };

/** No item of somebody else's instrument is low by itself. */
const NO_ITEM = -1;

/**
 * For answers to this instrument. Of one that is not ours only what its source says: LOW from its cut-off, DIP and DRIFT
 * from its published figures, and without them from the client's own scores (clinical paper, 2.4).
 */
export function flagSettingsFor(
  instrument: Pick<Instrument, "licence" | "interpretation" | "scoring" | "stats">,
): FlagSettings {
  if (instrument.licence.tier === "own") return DEFAULT_SETTINGS;
  const hasCutoff = instrument.interpretation?.cutoff !== undefined;
  return {
    ...DEFAULT_SETTINGS,
    low: hasCutoff ? { score: cutoffOf(instrument), item: NO_ITEM } : null,
    spreadFloor: spreadFloorOf(instrument),
  };
}
