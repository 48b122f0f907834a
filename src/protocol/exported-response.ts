/**
 * One response on its way out of the therapist page, and what every kind of export leaves out. The rule that must not
 * break: without a word from the therapist, neither the client's own words nor the therapist's name for a client go along.
 */
import type { Answers, AnswerValue, Wish } from "../core/alliance/answers.ts";
import type { Instrument, Item } from "../core/alliance/instrument.ts";
import type { EnvelopePayload } from "./envelope.ts";

export interface ExportedResponse {
  readonly id: string;
  readonly client: string;
  readonly seq: number;
  readonly submittedAt: number;
  /** Null for a check-in by hand. */
  readonly endedAt: number | null;
  readonly instrumentName: string;
  /** Null where this version does not know it. */
  readonly instrument: Instrument | null;
  readonly answers: Answers;
  readonly wish: Wish | null;
  readonly seconds: number | null;
  readonly skipped: number;
  /** Check-ins passed over before it; absent where there were none. Only JSON and FHIR have a place for it. */
  readonly skippedBefore?: number;
  readonly consent: EnvelopePayload["consent"] | null;
  /** False where nothing but a server says who wrote it; not said: it was proven. */
  readonly signed?: boolean;
  /** What was sent of questions beside the usual ones. It is somebody's, not a figure: only JSON has a place for it. */
  readonly addOn?: ExportedAddOn;
}

export interface ExportedAddOn extends Pick<ExportedResponse, "instrumentName" | "instrument" | "answers"> {
  readonly hash: string;
}

export interface ExportChoice {
  /** What clients wrote themselves. */
  readonly withWords: boolean;
  /** The therapist's names for clients, by pseudonym; null: pseudonyms alone. */
  readonly labels: ReadonlyMap<string, string> | null;
}

/** Oldest first, as every export has them. */
export function inOrder<R extends ExportedResponse>(responses: readonly R[]): readonly R[] {
  return responses.toSorted((a, b) => a.submittedAt - b.submittedAt || a.seq - b.seq || (a.id < b.id ? -1 : 1));
}

/** Answers that may go out, in the order of the instrument where it is known. */
export function answersToExport(
  { instrument, answers }: Pick<ExportedResponse, "instrument" | "answers">,
  { withWords }: Pick<ExportChoice, "withWords">,
): readonly (readonly [id: string, value: AnswerValue])[] {
  // Of questions nobody knows here, a text may be a code or somebody's words.
  if (instrument === null) return Object.entries(answers).filter(([, value]) => withWords || typeof value === "number");
  return itemsToExport(instrument, withWords).flatMap(({ id }) => {
    const value = answers[id];
    return value === undefined ? [] : [[id, value] as const];
  });
}

export function itemsToExport({ items }: Pick<Instrument, "items">, withWords: boolean): readonly Item[] {
  return items.filter(({ responses }) => withWords || responses.type !== "text");
}

/** Scores are thirds; two places are more than anybody reads off them. */
export function roundScore(score: number | null): number | null {
  return score === null ? null : Math.round(score * 100) / 100;
}
