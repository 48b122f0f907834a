/**
 * What hooks (page world) and observer (isolated world) of one document say to each other: events on `document` whose
 * type is a nonce that only the two know. Names and types only; who listens when is in src/content. They meet before the
 * page's first script runs; only in tabs that were open before the consent could page script overhear the nonce.
 */
import type { ContentSignal } from "./content-signals.ts";

/**
 * The one fixed event name. Without detail: "is anybody there?", from the observer. With detail: the nonce, from the
 * hooks. Both are deaf to it once they have met.
 */
export const HELLO = "aftersession";

/**
 * Under the nonce an event without detail is the observer's "tell me everything"; one with detail is of the hooks: the
 * document key, which begins the answer to an ask, or a `HookSignal` as JSON.
 */
export type HookSignal = Extract<ContentSignal, { readonly kind: "captureChanged" | "peerChanged" | "channelChanged" }>;

/** Far longer than any word of the hooks. */
export const MAX_WORD_LENGTH = 300;

/**
 * Own property of the observer's isolated world, which no page sees: the observer there, or what the background puts there
 * before it injects one into a document whose hooks have met another observer already.
 */
export const OBSERVER_GLOBAL = "aftersession";

export interface KnownObserver {
  readonly nonce: string;
  /** Ends the observer that put it there. */
  readonly retire?: () => void;
}

/** Registered symbol on `document`: hooks are here already. Deleting it lets hooks be injected anew. */
export const HOOKS_MARK = "aftersession";
