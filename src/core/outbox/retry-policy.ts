/**
 * When an envelope is tried again. Instants, random numbers and the endpoint's headers are arguments; keeping the result
 * is the store's business. The rule that must not break: a retry time is an absolute instant that no clock jump and no
 * endpoint can push out of reach, and there is no last try.
 */

/** First step of the backoff: the floor of an extension's alarm, so that a shorter one would be a lie. */
export const FIRST_BACKOFF_MS = 30_000;
/** Never silent for longer: an evening without network must not cost the next day. */
export const MAX_BACKOFF_MS = 6 * 60 * 60_000;
/** Full jitter may draw almost nothing; less than this would try one envelope twice in one look. */
export const MIN_BACKOFF_MS = 1_000;
/** Undelivered for this long and tried again since: a person has to know. */
export const UNDELIVERED_AFTER_MS = 30 * 24 * 60 * 60_000;
/** Longer than the 20 s a send may take, so that a lease ends only after its send did. */
export const LEASE_MS = 30_000;
/** Where a retry time lands that a clock jump had carried away: soon, but not all at once. */
const REOPENED_FROM_MS = 30_000;
const REOPENED_TO_MS = 10 * 60_000;

/** `random` is one draw from [0, 1). */
export function backoffMs(tries: number, random: number): number {
  const limit = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** tries);
  return Math.max(MIN_BACKOFF_MS, Math.floor(random * limit));
}

/** Draws once; `retryAfterMs` is what the endpoint asked for. */
export function nextTryAt(now: number, tries: number, retryAfterMs: number | null, random: number): number {
  return now + Math.max(backoffMs(tries, random), retryAfterMs ?? 0);
}

/**
 * Reads `Retry-After`: seconds, or a date that is held against the reply's own `Date`, never against our clock. Null when
 * there is none, it is past, or it is neither; more than six hours count as six.
 */
export function parseRetryAfterMs(retryAfter: string | null, date: string | null): number | null {
  const text = retryAfter?.trim() ?? "";
  const waitMs = /^\d{1,15}$/.test(text) ? Number(text) * 1_000 : msBetween(parseHttpDate(date), parseHttpDate(text));
  if (waitMs === null || waitMs <= 0) return null;
  return Math.min(waitMs, MAX_BACKOFF_MS);
}

/** The one form RFC 9110 lets a server send; anything looser would be read differently by each browser. */
const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

export function parseHttpDate(text: string | null): number | null {
  if (text === null || !HTTP_DATE.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

function msBetween(from: number | null, to: number | null): number | null {
  return from === null || to === null ? null : to - from;
}

export interface Times {
  /** How long it can be taken back. */
  readonly takeBackMs: number;
  /** Until then it can be taken back and is not sent. */
  readonly takeBackUntil: number;
  readonly nextAt: number;
}

/**
 * Mends the times of a waiting envelope after the clock was set back; null when nothing is wrong. The time to take it back
 * is never cut short: it starts again.
 */
export function mendTimes(times: Times, now: number, random: number): Pick<Times, "takeBackUntil" | "nextAt"> | null {
  const { takeBackMs, takeBackUntil, nextAt } = times;
  if (takeBackUntil > now + takeBackMs) return { takeBackUntil: now + takeBackMs, nextAt: now + takeBackMs };
  if (nextAt <= Math.max(now + MAX_BACKOFF_MS, takeBackUntil)) return null;
  return { takeBackUntil, nextAt: Math.max(reopenedAt(now, random), takeBackUntil) };
}

/** The same for the time an endpoint is asked again. */
export function mendProbeAt(probeAt: number, now: number, random: number): number {
  return probeAt > now + MAX_BACKOFF_MS ? reopenedAt(now, random) : probeAt;
}

/** A lease never lasts longer than from now on. */
export function mendLeaseUntil(leaseUntil: number, now: number): number {
  return Math.min(leaseUntil, now + LEASE_MS);
}

function reopenedAt(now: number, random: number): number {
  return now + REOPENED_FROM_MS + Math.floor(random * (REOPENED_TO_MS - REOPENED_FROM_MS));
}
