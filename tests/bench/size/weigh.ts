import { gzipSync } from "node:zlib";
import { besidePeer, type Figure, figureOfOne } from "../figure.ts";

export interface Weighed {
  readonly name: string;
  /** As they would be sent: scripts and looks, minified. */
  readonly texts: readonly string[];
}

export interface Comparison {
  readonly what: string;
  readonly ours: readonly string[];
  readonly target?: number;
  /** Each gets a line of its own. */
  readonly peers: readonly Weighed[];
  readonly note?: string;
}

/** Bytes as they are, and as a server would send them; beside each peer. */
export function weigh({ what, ours, target, peers, note }: Comparison): readonly Figure[] {
  const [bytes, zipped] = [sumOf(ours, plain), sumOf(ours, gzipped)];
  const named = { what: `${what}, minified`, unit: "bytes", ...(target && { target }), note: note ?? null };
  if (peers.length === 0) return [figureOfOne(named, bytes)];
  return peers.flatMap(({ name, texts }) => [
    besidePeer(figureOfOne({ ...named, what: `${named.what}; beside ${name}` }, bytes), [sumOf(texts, plain)]),
    besidePeer(figureOfOne({ what: `${what}, gzip; beside ${name}`, unit: "bytes" }, zipped), [sumOf(texts, gzipped)]),
  ]);
}

const plain = (text: string): number => Buffer.byteLength(text);
const gzipped = (text: string): number => gzipSync(text, { level: 9 }).length;

function sumOf(texts: readonly string[], sizeOf: (text: string) => number): number {
  return texts.reduce((sum, text) => sum + sizeOf(text), 0);
}
