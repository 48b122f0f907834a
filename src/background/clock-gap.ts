/**
 * What the clocks say about the time since the last event: nothing, a sleep, or a changed wall clock. A forward jump
 * while the monotonic clock stood may be either; it is taken for sleep, which never ends a call by itself.
 */
export interface ClockFacts {
  readonly wallMs: number;
  readonly lastWallMs: number;
  /** Since the last event, by a clock that cannot be set; null in a new background run. */
  readonly monotonicGapMs: number | null;
  /** A five-second tick was running since the last event, so a longer gap is one in which nothing ran. */
  readonly ticking: boolean;
}

export type ClockDecision =
  | { readonly kind: "usual" }
  | { readonly kind: "slept"; readonly forMs: number }
  | { readonly kind: "clockChanged"; readonly byMs: number };

export const TICK_MS = 5_000;
/** Three missed ticks: a busy machine delays one or two, not three. */
export const SLEEP_GAP_MS = 15_000;
/** Clocks corrected over the network move by less. */
export const CLOCK_SLACK_MS = 2_000;
/** In a call a document is heard every 20 s, hidden ones every 60 s, and an alarm stands at 150 s: more is sleep. */
export const UNHEARD_GAP_MS = 210_000;

export function decideClock({ wallMs, lastWallMs, monotonicGapMs, ticking }: ClockFacts): ClockDecision {
  const wallGapMs = wallMs - lastWallMs;
  if (monotonicGapMs === null) {
    if (wallGapMs < -CLOCK_SLACK_MS) return { kind: "clockChanged", byMs: wallGapMs };
    return wallGapMs > UNHEARD_GAP_MS ? { kind: "slept", forMs: wallGapMs } : { kind: "usual" };
  }
  const jumpMs = wallGapMs - monotonicGapMs;
  if (jumpMs < -CLOCK_SLACK_MS) return { kind: "clockChanged", byMs: jumpMs };
  if (jumpMs > SLEEP_GAP_MS) return { kind: "slept", forMs: jumpMs };
  if (ticking && monotonicGapMs > TICK_MS + SLEEP_GAP_MS) return { kind: "slept", forMs: monotonicGapMs - TICK_MS };
  return { kind: "usual" };
}
