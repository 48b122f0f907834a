/**
 * Whether people who were in the same session saw it very differently: for the therapist alone. The rule that must not
 * break: it says on which question and how far apart, never who gave which number.
 */
import type { Answers } from "./answers.ts";
import type { Instrument, Item } from "./instrument.ts";
import { SCORE_TOLERANCE, scoreItem } from "./score.ts";

/** Clinical paper, 3.3 (judgement): three points apart on one core item. */
export const SPLIT_GAP = 3;

export interface Split {
  readonly item: string;
  readonly topic: Item["topic"];
  /** On 0–10. */
  readonly gap: number;
}

/** `members`: each one's answers of the same session. Nobody is compared in an instrument for one client alone. */
export function findSplits(instrument: Instrument, members: readonly Answers[]): readonly Split[] {
  if (instrument.settings.every((setting) => setting === "individual")) return [];
  return instrument.items
    .filter(({ core }) => core)
    .flatMap((item) => {
      const gap = gapOf(item, members);
      return gap >= SPLIT_GAP - SCORE_TOLERANCE ? [{ item: item.id, topic: item.topic, gap }] : [];
    });
}

function gapOf(item: Item, members: readonly Answers[]): number {
  const scores = members.map((answers) => scoreItem(item, answers)).filter((score) => score !== null);
  return scores.length < 2 ? 0 : Math.max(...scores) - Math.min(...scores);
}
