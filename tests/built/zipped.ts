import { readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import { pathOf } from "./built-files.ts";

/** Of a zip archive: header before each file, entry in the list at its end, and the end itself (APPNOTE 4.3). */
const HEADER = 30;
const ENTRY = 46;
export const ZIP_END = 22;

/** Bytes in an archive of the highest compression, as `zip -9` makes it; the end not counted. */
export function zipped(folder: string, files: readonly string[]): number {
  const bytes = files.map((path) => {
    const content = readFileSync(pathOf(folder, path));
    // What deflating makes longer is stored.
    const stored = Math.min(content.length, deflateRawSync(content, { level: 9 }).length);
    return HEADER + ENTRY + 2 * Buffer.byteLength(path) + stored;
  });
  return bytes.reduce((sum, one) => sum + one, 0);
}
