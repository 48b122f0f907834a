/**
 * How the background looks for new answers on the therapist's side: off until it is switched on. The rule that must not
 * break: it counts names and never knows what is in a file or whose it is.
 */
import type { ReadingFailure } from "./therapist-records.ts";

export interface InboxCheck {
  /** Null: never. */
  readonly everyMinutes: number | null;
  /** Also by a notification of the system, where the browser allows it. */
  readonly notify: boolean;
  /** Names that are there and were not fetched yet, at the last look. */
  readonly fresh: number;
  /** Null before the first look. */
  readonly lookedAt: number | null;
  /** Why the last look failed. */
  readonly failed: ReadingFailure | null;
}

export const NO_CHECK: InboxCheck = { everyMinutes: null, notify: false, fresh: 0, lookedAt: null, failed: null };

/** Every quarter of an hour is as often as anybody prepares; once a day is enough for most. */
export const CHECK_CHOICES: readonly number[] = [15, 60, 4 * 60, 24 * 60];
