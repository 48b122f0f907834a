/**
 * From instants of a wall clock that may have been set, in a computer that may have slept, to seconds of a story. Needs
 * the parts in the order in which they were recorded: each was written by the clock of its time.
 */
import type { KeptFact } from "../core/session/recorded-facts.ts";
import type { Outcome } from "../core/session/recorded-outcomes.ts";
import type { RecordedPart } from "../core/session/recording.ts";

export interface TimedFact {
  readonly seconds: number;
  readonly fact: KeptFact;
}

export interface TimedOutcome {
  readonly seconds: number;
  readonly outcome: Outcome;
  /** By the clock of the same moment. */
  readonly secondsOf: (at: number) => number;
}

export interface StoryTimes {
  /** By time; those of the same time in the order in which they came. */
  readonly facts: readonly TimedFact[];
  readonly outcomes: readonly TimedOutcome[];
  readonly now: number;
}

export function storyTimesOf(parts: readonly RecordedPart[], now: number): StoryTimes {
  const startAt = parts[0]?.facts[0]?.at ?? parts[0]?.at ?? now;
  let [clockMs, latest] = [0, 0];
  const sleeps: { readonly wokeAt: number; readonly seconds: number }[] = [];
  const facts: TimedFact[] = [];
  const outcomes: TimedOutcome[] = [];
  for (const part of parts) {
    for (const fact of part.facts) {
      if (fact.type === "clockChanged") clockMs += fact.byMs;
      const told = secondsFrom(startAt + clockMs)(fact.at);
      const seconds = isNoticedLater(fact) ? beforeSleeps(told, sleeps) : Math.max(latest, told);
      if (!isNoticedLater(fact)) latest = seconds;
      if (fact.type === "slept") sleeps.push({ wokeAt: seconds, seconds: fact.forMs / 1_000 });
      facts.push({ seconds, fact });
    }
    const secondsOf = secondsFrom(startAt + clockMs);
    if (part.late) continue;
    for (const outcome of part.outcomes)
      outcomes.push({ seconds: Math.max(latest, secondsOf(outcome.at)), outcome, secondsOf });
  }
  return { facts: facts.toSorted((a, b) => a.seconds - b.seconds), outcomes, now: secondsFrom(startAt + clockMs)(now) };
}

function secondsFrom(startAt: number): (at: number) => number {
  return (at) => Math.max(0, Math.round(at - startAt) / 1_000);
}

/** Recorded when it was noticed, for the time at which it happened. */
function isNoticedLater({ type }: KeptFact): boolean {
  return type === "lastSign" || type === "lost" || type === "workerKilled" || type === "browserQuit";
}

/** The machine lets instants run along with a sleep; a sign of life from before it was heard before it. */
function beforeSleeps(told: number, sleeps: readonly { readonly wokeAt: number; readonly seconds: number }[]): number {
  return sleeps.reduceRight((at, { wokeAt, seconds }) => (at < wokeAt ? Math.max(0, at - seconds) : at), told);
}
