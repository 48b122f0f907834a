/** A server that answers are sent to, on a free port of this machine, with a folder or database of its own. */
export interface Peer {
  /** Base address, without trailing slash. */
  readonly url: string;
  readonly stop: () => Promise<void>;
  /** What it has kept, read behind its back: each sealed file, binary or as text, by the name it lies under. */
  readonly stored: () => Promise<ReadonlyMap<string, Buffer>>;
}
