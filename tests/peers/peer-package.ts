import { createRequire } from "node:module";

const requirePeer = createRequire(import.meta.url);

/**
 * A package of tests/peers/package.json. Named at run time only, so that types and unit tests need none of them; the caller
 * writes down what it uses of it.
 */
export function loadPeer(name: string): unknown {
  return requirePeer(name);
}
