export interface TimeLeft {
  readonly count: number;
  readonly unit: "second" | "minute" | "hour";
}

/** What is left, as roughly as a person would say it. Null when it is over. */
export function timeLeft(leftMs: number): TimeLeft | null {
  if (leftMs <= 0) return null;
  const seconds = Math.ceil(leftMs / 1_000);
  if (seconds > 90 * 60) return { count: Math.round(seconds / 3_600), unit: "hour" };
  if (seconds >= 60) return { count: Math.round(seconds / 60), unit: "minute" };
  // Below ten each second counts; above, a number that changes all the time would only hurry.
  return { count: seconds > 10 ? Math.floor(seconds / 10) * 10 : seconds, unit: "second" };
}

/** In the words of the page's language, plural and all. */
export function timeLeftInWords({ count, unit }: TimeLeft, lang: string): string {
  return new Intl.NumberFormat(lang, { style: "unit", unit, unitDisplay: "long" }).format(count);
}
