import { openObserverPort } from "../adapters/browser/observer-port.ts";
import { type KnownObserver, OBSERVER_GLOBAL } from "../protocol/handshake.ts";
import { startObserver } from "./observer.ts";

/**
 * Nothing is here in a new document. Where an observer was before, there is what it left or, after an update of the
 * extension, what the background put here. Own property only: the page can give an element this name.
 */
const world: object & { [OBSERVER_GLOBAL]?: Partial<KnownObserver> } = globalThis;
const before = Object.hasOwn(world, OBSERVER_GLOBAL) ? world[OBSERVER_GLOBAL] : null;
before?.retire?.();
startObserver({
  page: window,
  openLine: openObserverPort,
  knownNonce: before?.nonce ?? null,
  remember: (known) => {
    world[OBSERVER_GLOBAL] = known;
  },
});
