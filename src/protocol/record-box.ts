/**
 * What the therapist's records need of a place that keeps them: names and values, nothing of how they are encrypted. The
 * vault is one. The rule that must not break: a change reads what is there before it writes.
 */
export interface RecordBox {
  /** Null where there is none. */
  readonly read: (name: string) => Promise<unknown>;
  /** On the disk when it resolves. */
  readonly keep: (name: string, value: unknown) => Promise<void>;
}

/** One change after the other, whatever becomes of the one before. */
export function inTurn() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(change: () => Promise<T>): Promise<T> => {
    const next = last.then(change, change);
    last = next;
    return next;
  };
}
