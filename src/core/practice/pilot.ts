/**
 * What a pilot is counted from: for each check-in a week, a coarse time, whether tension was marked and what became of a
 * dip. The rule that must not break: no score, no text, no name, nothing of a list of warning signs is in here.
 */
import type { AnswerSeconds } from "../alliance/answer-time.ts";
import type { DipEnd } from "../alliance/flags/dip-outcomes.ts";

/**
 * The steps of core/alliance/answer-time.ts, which a test holds this to: shared as a value they would become a file of their
 * own in the build, and the check-in page, which has a budget, would carry the seam.
 */
export const TIME_STEPS_SECONDS: readonly AnswerSeconds[] = [15, 30, 45, 60, 120];

export interface PilotCheckIn {
  /** ISO 8601, e.g. `2026-W31`. */
  readonly week: string;
  readonly seconds: AnswerSeconds | null;
  /** Null where it was not asked or skipped. */
  readonly tense: boolean | null;
  /** Of a dip in this session; null where there was none, or none could be told. */
  readonly dip: DipEnd | null;
}

export interface PilotClient {
  /** By chance, of this file alone. */
  readonly client: string;
  /** The service the invite named; null where it named several, or none that is described. */
  readonly platform: string | null;
  /** Sessions held in this time, as the therapist wrote them down; null where nobody did. */
  readonly held: number | null;
  readonly checkIns: readonly PilotCheckIn[];
}

/** One therapist's part. */
export interface PilotPart {
  /** By chance, of this file alone. */
  readonly therapist: string;
  readonly clients: readonly PilotClient[];
}

const DAY_MS = 24 * 60 * 60_000;
const WEEK_MS = 7 * DAY_MS;
/** 1 January 1970 was a Thursday, the day that decides to which year an ISO week belongs. */
const DAYS_TO_MONDAY = 3;

/** In UTC: a week is coarse enough not to mind the hour. */
export function weekOf(atMs: number): string {
  const monday = Math.floor((atMs + DAYS_TO_MONDAY * DAY_MS) / WEEK_MS) * WEEK_MS - DAYS_TO_MONDAY * DAY_MS;
  const thursday = new Date(monday + 3 * DAY_MS);
  const year = thursday.getUTCFullYear();
  const number = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / WEEK_MS) + 1;
  return `${year}-W${String(number).padStart(2, "0")}`;
}
