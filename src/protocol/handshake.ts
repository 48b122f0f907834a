/**
 * What hooks (page world) and observer (isolated world) of one document say to each other: events on `document` whose
 * type is a nonce that only the two know. Names and types only; who listens when is in src/content. They meet before the
 * page's first script runs; only in tabs that were open before the consent could page script overhear the nonce.
 */
import type { PeerState } from "../core/session/events.ts";
import type { ContentSignal } from "./content-signals.ts";

/** The one fixed event name: the hooks greet with the nonce as detail. Both sides are deaf to it once they have met. */
export const HELLO = "aftersession";

/**
 * The observer asks under another name than the one it is answered under: HELLO and this, "is anybody there?"; the nonce
 * and this, "tell me everything". So hooks never look into an event, where the page could look over their shoulder.
 */
export const QUESTION = "?";

/** What the hooks tell under the nonce: the document key, which begins the answer to a question, or a fact as JSON. */
export type HookSignal = Extract<ContentSignal, { readonly kind: "captureChanged" | "peerChanged" | "channelChanged" }>;

/** As text from the start: the page may put its own over everything that could make text of an object. */
export type HookWord =
  | `{"kind":"captureChanged","live":${boolean}}`
  | `{"kind":"channelChanged","open":${boolean}}`
  | `{"kind":"peerChanged","peer":${number},"state":"${PeerState}","flowing":${boolean},"loopback":${boolean}}`;

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
