/**
 * "Pause for 2 weeks": what sessions there are is noticed as always, and nobody is asked about them. Only what opens by itself
 * is paused; a check-in by hand is not.
 */
export const PAUSE_MS = 14 * 24 * 60 * 60_000;

/** An end further away than a pause is long comes from a clock that was set back: that pause is over. */
export function isPaused(until: number, now: number): boolean {
  return until > now && until - now <= PAUSE_MS;
}
