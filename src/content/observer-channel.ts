import { isKey } from "../protocol/content-signals.ts";
import { HELLO, MAX_WORD_LENGTH, QUESTION } from "../protocol/handshake.ts";
import type { ObservedPage } from "./observed-page.ts";

export interface ObserverChannelDeps {
  readonly page: Pick<ObservedPage, "document" | "CustomEvent">;
  /** Until the observer retires. */
  readonly listen: (target: EventTarget, type: string, handle: (event: Event) => void) => void;
  /** What an observer before this one agreed on with the hooks; null where there was none. */
  readonly knownNonce: string | null;
  /** The document key or a fact: a short text, anything more is checked by who uses it. */
  readonly hear: (word: string, nonce: string) => void;
}

export interface ObserverChannel {
  readonly start: () => void;
  /** Hooks answer before this returns with the document key, and at the end of this task with every fact. */
  readonly ask: () => void;
}

/** The observer's side of the handshake. Hooks that come later greet by themselves. */
export function createObserverChannel(deps: ObserverChannelDeps): ObserverChannel {
  const { page, listen, knownNonce, hear } = deps;
  const { document, CustomEvent } = page;
  let nonce = "";
  let met = false;

  const askUnder = (name: string): void => {
    document.dispatchEvent(new CustomEvent(name + QUESTION));
  };
  const attach = (candidate: unknown): void => {
    if (met || !isKey(candidate)) return;
    nonce = candidate;
    listen(document, nonce, (event) => {
      const { detail: word } = event as CustomEvent<unknown>;
      if (typeof word !== "string" || word.length > MAX_WORD_LENGTH) return;
      met = true;
      hear(word, candidate);
    });
    askUnder(nonce);
  };

  return {
    start() {
      attach(knownNonce);
      if (met) return;
      listen(document, HELLO, (event) => attach((event as CustomEvent<unknown>).detail));
      askUnder(HELLO);
    },
    ask: () => askUnder(nonce),
  };
}
