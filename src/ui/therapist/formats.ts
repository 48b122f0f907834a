import type { ComponentChildren } from "preact";

/** Language the page is shown in, for numbers and dates: one, as long as it lives (controls/strings.ts says why). */
let language = "en";

export const LanguageContext = {
  Provider({ value, children }: { readonly value: string; readonly children: ComponentChildren }) {
    language = value;
    return children;
  },
};

/** BCP 47. */
export function useLanguage(): string {
  return language;
}

export interface Formats {
  /** Mon, 3 Mar 2026 */
  readonly date: (at: number) => string;
  /** 3 Mar 2026 */
  readonly day: (at: number) => string;
  /** 3 Mar, for the axis of a chart. */
  readonly shortDate: (at: number) => string;
  /** With the time of day. */
  readonly instant: (at: number) => string;
  readonly time: (at: number) => string;
  /** A score of 0 to 10, to one decimal at most. */
  readonly score: (score: number) => string;
  /** To the half point: as fine as a mean of three answers is worth reading. */
  readonly half: (score: number) => string;
}

/** One set for each language: making them takes longer than drawing a client. */
const made = new Map<string, Formats>();

export function useFormats(): Formats {
  const formats = made.get(language) ?? createFormats(language);
  made.set(language, formats);
  return formats;
}

/** For sorting and searching by the page's own rules. */
export function pageLanguage(): string {
  return language;
}

function createFormats(language: string): Formats {
  const dates = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, options);
  const date = dates({ weekday: "short", day: "numeric", month: "short", year: "numeric" });
  const day = dates({ day: "numeric", month: "short", year: "numeric" });
  const shortDate = dates({ day: "numeric", month: "short" });
  const instant = dates({ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  const time = dates({ hour: "2-digit", minute: "2-digit" });
  const score = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return {
    date: (at) => date.format(at),
    day: (at) => day.format(at),
    shortDate: (at) => shortDate.format(at),
    instant: (at) => instant.format(at),
    time: (at) => time.format(at),
    score: (value) => score.format(value),
    half: (value) => score.format(Math.round(2 * value) / 2),
  };
}
