import { isolate } from "../controls/isolate.ts";

export { isolate };

export function listOf(texts: readonly string[], lang: string): string {
  return new Intl.ListFormat(lang, { type: "conjunction" }).format(texts.map(isolate));
}

export function dayAndTime(at: number, lang: string): string {
  return new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeStyle: "short" }).format(at);
}

export function day(at: number, lang: string): string {
  return new Intl.DateTimeFormat(lang, { dateStyle: "long" }).format(at);
}

export function time(at: number, lang: string): string {
  return new Intl.DateTimeFormat(lang, { timeStyle: "short" }).format(at);
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** "in 5 minutes", never sooner than it will be. */
export function until(at: number, now: number, lang: string): string {
  const waitMs = Math.max(0, at - now);
  const format = new Intl.RelativeTimeFormat(lang);
  // From two hours on the minutes say nothing.
  if (waitMs >= 2 * HOUR_MS) return format.format(Math.ceil(waitMs / HOUR_MS), "hour");
  return format.format(Math.max(1, Math.ceil(waitMs / MINUTE_MS)), "minute");
}
