import { useRef, useState } from "preact/hooks";

/** Runs one piece of work at a time: a second press while the first is at work does nothing. Starts it at once. */
export function useOneAtATime(): readonly [busy: boolean, run: (work: () => Promise<void>) => void] {
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const run = (work: () => Promise<void>): void => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    void work().finally(() => {
      running.current = false;
      setBusy(false);
    });
  };
  return [busy, run];
}
