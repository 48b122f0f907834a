import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** First bytes of the file in which Firefox keeps open tabs: LZ4, one block, after the length of what is inside. */
const FIREFOX_LZ4 = "mozLz40\0";

/**
 * Files below this folder in which the words stand as UTF-8 or UTF-16. Databases may be compressed: what repeats is replaced by
 * a pointer, so only words that repeat nothing, such as chance makes them, can be looked for like this.
 */
export function filesWith(folder: string, words: string): readonly string[] {
  return filesOf(folder).filter((path) => isIn(readWhole(path), words));
}

export function isIn(bytes: Buffer, words: string): boolean {
  return bytes.includes(words, 0, "utf8") || bytes.includes(words, 0, "utf16le");
}

export function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
}

export function readWhole(path: string): Buffer {
  try {
    const bytes = readFileSync(path);
    return bytes.toString("latin1", 0, FIREFOX_LZ4.length) === FIREFOX_LZ4 ? unpackLz4(bytes.subarray(12)) : bytes;
  } catch {
    // The browser tidied it away while we looked.
    return Buffer.alloc(0);
  }
}

/** LZ4 block format: a token, plain bytes, then how far back and how much to repeat. */
function unpackLz4(packed: Buffer): Buffer {
  const out: number[] = [];
  let at = 0;
  const longer = (length: number): number => {
    if (length !== 15) return length;
    let [sum, more] = [length, 0];
    do {
      more = packed[at++] ?? 0;
      sum += more;
    } while (more === 255);
    return sum;
  };
  while (at < packed.length) {
    const token = packed[at++] ?? 0;
    const plain = longer(token >> 4);
    out.push(...packed.subarray(at, at + plain));
    at += plain;
    if (at >= packed.length) break;
    const back = packed.readUInt16LE(at);
    at += 2;
    for (let left = longer(token & 15) + 4; left > 0; left--) out.push(out[out.length - back] ?? 0);
  }
  return Buffer.from(out);
}
