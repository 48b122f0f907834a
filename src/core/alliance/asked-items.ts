/**
 * Which items a check-in asks, and which of them stand open while it is filled in. The order is the instrument's own.
 * The rule that must not break: an answer to an item that is not asked never leaves the page.
 */
import type { Answers } from "./answers.ts";
import type { Instrument, Item } from "./instrument.ts";

/** The items of one check-in. `round` counts a client's check-ins from 1; null leaves the rotating items out. */
export function itemsFor(instrument: Instrument, round: number | null): readonly Item[] {
  const rotating = instrument.rotation?.items ?? [];
  const due = dueItem(instrument, round);
  return instrument.items.filter(({ id }) => id === due || !rotating.includes(id));
}

function dueItem({ rotation }: Instrument, round: number | null): string | null {
  if (rotation === undefined || round === null || round < rotation.every || round % rotation.every !== 0) return null;
  return rotation.items[(round / rotation.every - 1) % rotation.items.length] ?? null;
}

export function visibleItems(items: readonly Item[], answers: Answers): readonly Item[] {
  return items.filter((item) => isVisible(item, answers));
}

function isVisible({ showIf }: Item, answers: Answers): boolean {
  if (showIf === undefined) return true;
  const answer = answers[showIf.item];
  return answer !== undefined && showIf.anyOf.includes(answer);
}
