/**
 * What of a form may leave the page. The rule that must not break: an answer kept private, and any answer that would
 * give it away, is gone before anything is handed on, so that it looks like a skip and nothing else.
 */
import { type Answers, type Draft, isBlank, type Wish } from "./answers.ts";
import { visibleItems } from "./asked-items.ts";
import type { Item } from "./instrument.ts";

export interface Submission {
  readonly answers: Answers;
  readonly wish: Wish | null;
  /** Questions put and not answered, private ones among them. An empty text box was not a question skipped. */
  readonly skipped: number;
}

export function submissionOf(items: readonly Item[], { answers, keptPrivate, wish }: Draft): Submission {
  const shared = Object.fromEntries(
    Object.entries(answers).filter(([id, value]) => !keptPrivate.includes(id) && !isBlank(value)),
  );
  // Asked anew of what is shared: a repair without its tension would tell that there was one.
  const asked = visibleItems(items, shared);
  const sent = asked.flatMap(({ id }) => (shared[id] === undefined ? [] : [[id, shared[id]] as const]));
  const skipped = asked.filter(({ id, responses }) => responses.type !== "text" && shared[id] === undefined).length;
  return { answers: Object.fromEntries(sent), wish, skipped };
}

/** Private itself, or hidden with the private answer it follows from. */
export function isKeptPrivate(item: Item, keptPrivate: readonly string[]): boolean {
  return keptPrivate.includes(item.id) || isHeldByPrivate(item, keptPrivate);
}

/** Not for the client to share: the answer it follows from stays private. */
export function isHeldByPrivate({ showIf }: Item, keptPrivate: readonly string[]): boolean {
  return showIf !== undefined && keptPrivate.includes(showIf.item);
}
