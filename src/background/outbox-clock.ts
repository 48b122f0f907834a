/** Runs the outbox whenever something is due, by an alarm that survives the worker and a timer that is prompter. */
export interface OutboxClockDeps {
  /** Resolves to the instant to run again, or null. */
  readonly run: () => Promise<number | null>;
  readonly countWaiting: () => Promise<number>;
  readonly setAlarm: (at: number | null) => Promise<void>;
  /** One timer; asked again, the earlier one is forgotten. */
  readonly setTimer: (ms: number, handle: () => void) => void;
  readonly now: () => number;
}

/** A worker is stopped after 30 s without events: a timer beyond that would promise too much. */
export const TIMER_LIMIT_MS = 25_000;
/** As long as a lease lasts: whatever was under way is free again by then. */
export const SAFETY_MS = 30_000;

export function createOutboxClock(deps: OutboxClockDeps) {
  async function run(): Promise<void> {
    // Stands before anything is sent: a worker that is stopped in the middle is woken to go on.
    // A disk that cannot say may hold something.
    if ((await deps.countWaiting().catch(() => 1)) > 0) await deps.setAlarm(deps.now() + SAFETY_MS);
    const nextAt = await deps.run();
    await deps.setAlarm(nextAt);
    if (nextAt === null) return;
    const waitMs = Math.max(0, nextAt - deps.now());
    if (waitMs <= TIMER_LIMIT_MS) deps.setTimer(waitMs, () => void run());
  }
  return { run };
}
