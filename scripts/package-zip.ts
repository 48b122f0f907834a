import { crc32, deflateRawSync } from "node:zlib";

/** A file of an archive: its path with slashes, and what it holds. */
export interface ZippedFile {
  readonly path: string;
  readonly content: Uint8Array;
}

/** The first day a zip can name. The same for every file, so that an archive says nothing of when and where it was made. */
const DOS_DATE = (1 << 5) | 1;
/** Deflate, and names in UTF-8 (APPNOTE 4.4.4, 4.4.5). */
const NEEDS_VERSION = 20;
const UTF8_NAMES = 1 << 11;
const STORED = 0;
const DEFLATED = 8;

/**
 * A zip whose bytes follow from its files alone: sorted by path, one time for all, no owner, no mode, no extra fields. Node has
 * a deflate but no archive; the packages that have one keep times or are not ours to name.
 */
export function zipOf(files: readonly ZippedFile[]): Buffer {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const file of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const name = Buffer.from(file.path);
    const deflated = deflateRawSync(file.content, { level: 9 });
    // What deflating makes longer is stored.
    const isStored = deflated.length >= file.content.length;
    const body = isStored ? Buffer.from(file.content) : deflated;
    const common = commonFields(isStored ? STORED : DEFLATED, file.content, body.length, name.length);
    bodies.push(fields([0x04034b50, 4]), common, name, body);
    entries.push(fields([0x02014b50, 4], [NEEDS_VERSION, 2]), common, entryFields(offset), name);
    offset += 4 + common.length + name.length + body.length;
  }
  const list = Buffer.concat(entries);
  const end = fields(
    [0x06054b50, 4],
    [0, 4],
    [files.length, 2],
    [files.length, 2],
    [list.length, 4],
    [offset, 4],
    [0, 2],
  );
  return Buffer.concat([...bodies, list, end]);
}

/** What the header before a file and its entry in the list at the end both say, in the same order. */
function commonFields(method: number, content: Uint8Array, packed: number, name: number): Buffer {
  return fields(
    [NEEDS_VERSION, 2],
    [UTF8_NAMES, 2],
    [method, 2],
    [0, 2],
    [DOS_DATE, 2],
    [crc32(content), 4],
    [packed, 4],
    [content.length, 4],
    [name, 2],
    [0, 2],
  );
}

/** No comment, one disk, no attributes, and where the file's own header begins. */
function entryFields(offset: number): Buffer {
  return fields([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]);
}

function fields(...list: readonly (readonly [value: number, bytes: 2 | 4])[]): Buffer {
  return Buffer.concat(
    list.map(([value, bytes]) => {
      const buffer = Buffer.alloc(bytes);
      buffer.writeUIntLE(value, 0, bytes);
      return buffer;
    }),
  );
}
