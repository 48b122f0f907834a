/**
 * Which rules a history is read by. The default is what therapists see; the clinical paper's own stay selectable, so that
 * research can hold one against the other on the same answers.
 */
import { SPREAD_FLOOR } from "./baseline.ts";
import { DIP, type DipRule } from "./dip.ts";
import { DRIFT, type DriftRule } from "./drift.ts";
import { LOW, type LowLimits } from "./low.ts";

export interface FlagSettings {
  readonly dip: DipRule;
  readonly drift: DriftRule;
  /** Null where the instrument's source names no limit: nothing is invented. */
  readonly low: LowLimits | null;
  /** What the instrument varies by from session to session, on 0–10; null where nobody published it. */
  readonly spreadFloor: number | null;
}

/** The clinical paper's (4.1), for our own items. */
export const PAPER_SETTINGS: FlagSettings = { dip: DIP, drift: DRIFT, low: LOW, spreadFloor: SPREAD_FLOOR };
