import { HELLO } from "../protocol/handshake.ts";
import type { HookedPage } from "./hooked-page.ts";

/**
 * The hooks' side of the handshake. Draws the nonce and the document key, which live as long as the document; answers
 * each observer that knows the nonce with the key and then, through `answer`, with everything. Returns how to say more.
 */
export function createHooksChannel(page: HookedPage, answer: () => void): (word: string) => void {
  const { document, CustomEvent } = page;
  const dispatch = document.dispatchEvent.bind(document);
  const randomKey = (): string =>
    Array.from(page.crypto.getRandomValues(new Uint8Array(16)), (byte) => (256 + byte).toString(16).slice(1)).join("");
  const nonce = randomKey();
  const documentKey = randomKey();

  const say = (type: string, detail: string): void => {
    dispatch(new CustomEvent(type, { detail }));
  };
  const greet = (): void => say(HELLO, nonce);
  // Events without detail ask; those with detail are our own.
  const handleHello = (event: Event): void => {
    if (!(event as CustomEvent<unknown>).detail) greet();
  };
  document.addEventListener(HELLO, handleHello);
  document.addEventListener(nonce, (event) => {
    if ((event as CustomEvent<unknown>).detail) return;
    document.removeEventListener(HELLO, handleHello);
    say(nonce, documentKey);
    answer();
  });
  greet();
  return (word) => say(nonce, word);
}
