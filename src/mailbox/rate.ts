/** How many writes one token may make: `perMinute` in the long run, as many at once after a quiet minute. */
export interface Rate {
  readonly perMinute: number;
}

/** What is left of a token's allowance at an instant. */
export interface Allowance {
  readonly writes: number;
  readonly at: number;
}

export type RateDecision =
  | { readonly kind: "allowed"; readonly left: Allowance }
  | { readonly kind: "wait"; readonly seconds: number; readonly left: Allowance };

/** A client answers once a session; this leaves room for a backlog of a year and none for a flood. */
export const DEFAULT_RATE: Rate = { perMinute: 120 };

export function decideRate(before: Allowance | null, rate: Rate, now: number): RateDecision {
  const perMs = rate.perMinute / 60_000;
  const grown = before === null ? rate.perMinute : before.writes + Math.max(0, now - before.at) * perMs;
  const writes = Math.min(rate.perMinute, grown);
  if (writes >= 1) return { kind: "allowed", left: { writes: writes - 1, at: now } };
  return { kind: "wait", seconds: Math.ceil((1 - writes) / perMs / 1_000), left: { writes, at: now } };
}
