import { HELLO, QUESTION } from "../protocol/handshake.ts";
import type { HookedPage } from "./hooked-page.ts";

/**
 * The hooks' side of the handshake. Draws the nonce and the document key, which live as long as the document; answers
 * each observer that knows the nonce with the key, and lets `answer` follow it with everything. Returns how to say more.
 */
export function createHooksChannel(page: HookedPage, answer: () => void): (word: string) => void {
  const { document, CustomEvent } = page;
  const dispatch = document.dispatchEvent.bind(document);
  const randomKey = (): string =>
    Array.from(page.crypto.getRandomValues(new Uint8Array(16)), (byte) => (256 + byte).toString(16).slice(1)).join("");
  const nonce = randomKey();
  const documentKey = randomKey();

  // Without a prototype: the browser reads more names of it than one, and the page could answer for the others.
  const say = (type: string, detail: string): void => {
    dispatch(new CustomEvent(type, { __proto__: null, detail } as CustomEventInit<string>));
  };
  let met = false;
  const greet = (): void => {
    if (!met) say(HELLO, nonce);
  };
  document.addEventListener(HELLO + QUESTION, greet);
  // What the page can put its own over is not used in here: it could read the name of this event from `window.event`.
  document.addEventListener(nonce + QUESTION, () => {
    met = true;
    say(nonce, documentKey);
    answer();
  });
  greet();
  return (word) => say(nonce, word);
}
