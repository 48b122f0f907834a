/** A library that opens and closes connections as fast as it can stays far below; a flood does not. */
export const MAX_SIGNALS = 600;
export const SIGNAL_WINDOW_MS = 10_000;

/** Lets so many signals through and says when it is too much. */
export function createFloodGate(monotonicMs: () => number) {
  let windowStartedMs = monotonicMs();
  let heard = 0;
  return {
    isOver(): boolean {
      if (monotonicMs() - windowStartedMs > SIGNAL_WINDOW_MS) {
        windowStartedMs = monotonicMs();
        heard = 0;
      }
      heard += 1;
      return heard > MAX_SIGNALS;
    },
  };
}
