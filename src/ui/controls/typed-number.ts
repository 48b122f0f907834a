/** Two digits typed within this are one number: slower than any fluent 1, 0 and faster than a change of mind. */
export const TYPING_MS = 1_000;

export interface Typed {
  readonly value: number;
  /** On the page's own event clock. */
  readonly at: number;
}

/** What a digit key chooses on a scale: 1 and then 0 at once is 10, a 0 later is 0. Null for any other key. */
export function nextTyped(before: Typed | null, key: string, at: number, values: readonly number[]): Typed | null {
  if (!/^[0-9]$/.test(key)) return null;
  const digit = Number(key);
  const joined = before !== null && at - before.at <= TYPING_MS ? before.value * 10 + digit : digit;
  const value = [joined, digit].find((candidate) => values.includes(candidate));
  return value === undefined ? null : { value, at };
}
