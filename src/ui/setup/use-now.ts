import { useEffect, useReducer, useState } from "preact/hooks";

/** Twice within the smallest unit that is said. */
const TICK_MS = 30_000;

/** The instant, looked up again at each drawing and as minutes pass. */
export function useMinutes(clock: () => number): number {
  const [, tick] = useReducer((ticks: number) => ticks + 1, 0);
  useEffect(() => {
    const timer = setInterval(() => tick(undefined), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return clock();
}

/** What the browser believes; it may be wrong either way, so that nothing but words depends on it. */
export function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const stop = new AbortController();
    const look = (): void => setOnline(navigator.onLine);
    window.addEventListener("online", look, { signal: stop.signal });
    window.addEventListener("offline", look, { signal: stop.signal });
    // It may have changed between drawing and listening.
    look();
    return () => stop.abort();
  }, []);
  return online;
}
