/** Somebody else's server, running on a free port of this machine with a folder of its own. */
export interface Peer {
  /** Base address, without trailing slash. */
  readonly url: string;
  readonly stop: () => Promise<void>;
  /** What it has kept, read behind its back: names as the server keeps them, bytes as they lie there. */
  readonly stored: () => Promise<ReadonlyMap<string, Buffer>>;
}
