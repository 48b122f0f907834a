/** Which background ran at this instant: an id of its own for each start, null while none runs. */
export interface Look {
  readonly at: number;
  readonly running: string | null;
}

export interface Watched {
  readonly starts: number;
  readonly watchedMs: number;
  /** Of the time watched, the part in which a background ran. */
  readonly runningShare: number;
}

/** From the first look to the last. What ran already at the first has not started. */
export function countStarts(looks: readonly Look[]): Watched {
  const first = looks[0];
  const last = looks.at(-1);
  let starts = 0;
  let runningMs = 0;
  let before = first;
  for (const look of looks) {
    if (look.running !== null && look.running !== before?.running) starts += 1;
    if (before !== undefined && before.running !== null) runningMs += look.at - before.at;
    before = look;
  }
  const watchedMs = first === undefined || last === undefined ? 0 : last.at - first.at;
  return { starts, watchedMs, runningShare: watchedMs === 0 ? 0 : runningMs / watchedMs };
}

/** Idle begins when the background has stopped for the first time; null if it never did. */
export function sinceStopped(looks: readonly Look[]): readonly Look[] | null {
  const from = looks.findIndex(({ running }) => running === null);
  return from === -1 ? null : looks.slice(from);
}
