/**
 * What the therapist thinks the client will have said of one session, by the client's own questions; and which guesses
 * count. The rule that must not break: a guess made after the answers were in view never counts.
 */
import type { Answers } from "./answers.ts";
import { type GapPair, isGap } from "./flags/perception-gap.ts";
import { type Instrument, type Item, TENSIONS, type Tension } from "./instrument.ts";
import { scoreItem } from "./score.ts";
import { tensionOf } from "./tension.ts";

export interface Guess {
  readonly client: string;
  /** When the session ended, as far as the therapist's side knows, ms since 1970. */
  readonly endedAt: number;
  readonly madeAt: number;
  /** Item id → value, on the client's own scale; an item left out was not guessed. */
  readonly answers: Answers;
}

/** Two clocks, a hang-up and a check-in written later: farther apart it is another session (judgement). */
export const SAME_SESSION_MS = 3 * 60 * 60_000;
/** After the next weekly session nobody guesses about the one before (judgement). */
export const GUESS_WITHIN_MS = 7 * 24 * 60 * 60_000;

/** The guess about the session that ended then; the first, where there are several: it was locked. */
export function guessFor(guesses: readonly Guess[], endedAt: number): Guess | null {
  const near = guesses.filter((guess) => Math.abs(guess.endedAt - endedAt) <= SAME_SESSION_MS);
  return near.reduce<Guess | null>(
    (first, guess) => (first !== null && first.madeAt <= guess.madeAt ? first : guess),
    null,
  );
}

/** `shownAt`: when the answers came into view; null while they have not. */
export function isInTime({ madeAt }: Pick<Guess, "madeAt">, shownAt: number | null): boolean {
  return shownAt === null || madeAt <= shownAt;
}

/** What can be guessed: numbers to our own core questions. Of somebody else's instrument nothing is asked again. */
export function guessedItems(instrument: Instrument): readonly Item[] {
  if (instrument.licence.tier !== "own") return [];
  return instrument.items.filter(({ core, responses }) => core && responses.type === "scale");
}

export interface CoverFacts {
  readonly instrument: Instrument | null;
  readonly endedAt: number;
  readonly now: number;
  readonly guess: Guess | null;
  readonly shownAt: number | null;
}

/** Whether the answers stay covered until the therapist has guessed, or chose to look. */
export function isCovered({ instrument, endedAt, now, guess, shownAt }: CoverFacts): boolean {
  if (instrument === null || guessedItems(instrument).length === 0) return false;
  return guess === null && shownAt === null && now - endedAt <= GUESS_WITHIN_MS;
}

export interface GuessedItem extends GapPair {
  readonly item: string;
  readonly topic: Item["topic"];
}

/** Guess and answer side by side, both on 0–10, where both are there. */
export function pairItems(instrument: Instrument, guess: Guess, answers: Answers): readonly GuessedItem[] {
  return guessedItems(instrument).flatMap((item) => {
    const [guessed, answered] = [scoreItem(item, guess.answers), scoreItem(item, answers)];
    return guessed === null || answered === null
      ? []
      : [{ item: item.id, topic: item.topic, guess: guessed, answer: answered }];
  });
}

export interface GuessedTension {
  readonly guess: Tension;
  readonly answer: Tension;
}

/** Whether something felt off, as it was guessed and as it was marked; null where one of them is not there. */
export function pairTension(instrument: Instrument, guess: Guess, answers: Answers): GuessedTension | null {
  const item = instrument.items.find(({ topic }) => topic === "rupture");
  const guessed = TENSIONS.find((tension) => item !== undefined && tension === guess.answers[item.id]);
  const answered = tensionOf(instrument, answers);
  return guessed === undefined || answered === null ? null : { guess: guessed, answer: answered };
}

/** Where the therapist thought it went better. */
export function gapsIn(pairs: readonly GuessedItem[]): readonly GuessedItem[] {
  return pairs.filter(isGap);
}
