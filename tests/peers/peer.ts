import { afterAll, beforeAll } from "vitest";

/** A server that answers are sent to, on a free port of this machine, with a folder or database of its own. */
export interface Peer {
  /** Base address, without trailing slash. */
  readonly url: string;
  readonly stop: () => Promise<void>;
  /** What it has kept, read behind its back: each sealed file, binary or as text, by the name it lies under. */
  readonly stored: () => Promise<ReadonlyMap<string, Buffer>>;
}

/** Started before the tests that stand beside this line, stopped after them; asked for inside them. */
export function usePeer<T extends { readonly stop: () => Promise<void> }>(start: () => Promise<T>): () => T {
  let started: T | null = null;
  beforeAll(async () => {
    started = await start();
  });
  afterAll(async () => started?.stop());
  return () => {
    if (started === null) throw new Error("its tests have not begun");
    return started;
  };
}
