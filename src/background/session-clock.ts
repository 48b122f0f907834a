import { TICK_MS } from "./clock-gap.ts";
import { TIMER_LIMIT_MS } from "./outbox-clock.ts";

export interface SessionClockDeps {
  readonly setAlarm: (at: number | null) => Promise<void>;
  /** One timer; null calls it off. */
  readonly setTimer: (ms: number | null, handle: () => void) => void;
  readonly tick: () => Promise<unknown>;
  readonly now: () => number;
}

/**
 * Wakes the session machine at its next deadline: by an alarm, which survives the worker, and by a timer, which is prompt.
 * While a call is near it ticks every five seconds, so that a gap tells of sleep; otherwise nothing runs at all.
 */
export function createSessionClock(deps: SessionClockDeps) {
  let alarmAt: number | null | undefined;
  return {
    /** `watching`: a call is near, so the time between two ticks tells of sleep. */
    async wakeAt(at: number | null, watching: boolean): Promise<void> {
      const waitMs = at === null ? Number.POSITIVE_INFINITY : Math.max(0, at - deps.now());
      const nextMs = watching ? Math.min(TICK_MS, waitMs) : waitMs;
      deps.setTimer(nextMs <= TIMER_LIMIT_MS ? nextMs : null, () => void deps.tick());
      // Of this run: an alarm that stands already is not made again at every tick.
      if (at === alarmAt) return;
      alarmAt = at;
      await deps.setAlarm(at);
    },
  };
}
