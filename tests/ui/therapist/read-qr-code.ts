/**
 * Reads a square code back from its modules, after ISO 18004 and independent of the library that drew it: format bits with
 * their check, masks, blocks and their Reed-Solomon check, byte segments. Mends nothing: one wrong module is an error.
 */
type Level = "L" | "M" | "Q" | "H";
type Modules = (x: number, y: number) => boolean;

/** Table 9 of the standard, version 1 to 40. */
const CHECK_BYTES: Record<Level, readonly number[]> = {
  L: numbers("7 10 15 20 26 18 20 24 30 18 20 24 26 30 22 24 28 30 28 28 28 28 30 30 26 28", 30),
  M: numbers("10 16 26 18 24 16 18 22 22 26 30 22 22 24 24 28 28 26 26 26 26", 28),
  Q: numbers("13 22 18 26 18 24 18 22 20 24 28 26 24 20 30 24 28 28 26 30 28 30 30 30 30 28", 30),
  H: numbers("17 28 22 16 22 28 26 26 24 28 24 28 22 24 24 30 28 28 26 28 30 24", 30),
};
const BLOCKS: Record<Level, readonly number[]> = {
  L: numbers("1 1 1 1 1 2 2 2 2 4 4 4 4 4 6 6 6 6 7 8 8 9 9 10 12 12 12 13 14 15 16 17 18 19 19 20 21 22 24 25"),
  M: numbers(
    "1 1 1 2 2 4 4 4 5 5 5 8 9 9 10 10 11 13 14 16 17 17 18 20 21 23 25 26 28 29 31 33 35 37 38 40 43 45 47 49",
  ),
  Q: numbers(
    "1 1 2 2 4 4 6 6 8 8 8 10 12 16 12 17 16 18 21 20 23 23 25 27 29 34 34 35 38 40 43 45 48 51 53 56 59 62 65 68",
  ),
  H: numbers(
    "1 1 2 4 4 4 5 6 8 8 11 11 16 16 18 16 19 21 25 25 25 34 30 32 35 37 40 42 45 48 51 54 57 60 63 66 70 74 77 81",
  ),
};
const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** What a camera sees: which modules the path covers. */
export function modulesOf(path: string): Modules {
  const dark = new Set<string>();
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let step = 0; step < Number(run); step++) dark.add(`${Number(x) + step} ${y}`);
  return (x, y) => dark.has(`${x} ${y}`);
}

export function readQrCode(size: number, dark: Modules): { readonly text: string; readonly level: Level } {
  const version = (size - 17) / 4;
  if (!Number.isInteger(version) || version < 1 || version > 40) throw new Error(`No code has ${size} modules a side.`);
  const { level, mask } = readFormat(dark);
  const bits = dataPlaces(version, size).map(([x, y]) => (dark(x, y) !== MASKS[mask]!(x, y) ? 1 : 0));
  const bytes = Array.from({ length: Math.floor(bits.length / 8) }, (_, n) => toNumber(bits.slice(8 * n, 8 * n + 8)));
  return { text: readSegments(dataBytes(bytes, version, level), version), level };
}

/** 15 bits around the upper left finder: level, mask and ten bits of BCH check. */
function readFormat(dark: Modules): { readonly level: Level; readonly mask: number } {
  const ahead = [0, 1, 2, 3, 4, 5, 7, 8].map((x) => dark(x, 8));
  const up = [7, 5, 4, 3, 2, 1, 0].map((y) => dark(8, y));
  const format = toNumber([...ahead, ...up].map(Number)) ^ 0b101010000010010;
  let rest = format;
  for (let bit = 14; bit >= 10; bit--) if ((rest >> bit) & 1) rest ^= 0b10100110111 << (bit - 10);
  if (rest !== 0) throw new Error("The format bits do not hold.");
  return { level: (["M", "L", "H", "Q"] as const)[format >> 13]!, mask: (format >> 10) & 7 };
}

/** Where data stands, in reading order: two columns at a time, upwards and downwards, around everything that is fixed. */
function dataPlaces(version: number, size: number): readonly (readonly [number, number])[] {
  const places: (readonly [number, number])[] = [];
  for (let right = size - 1, up = true; right > 0; right -= right === 8 ? 3 : 2, up = !up)
    for (let step = 0; step < size; step++)
      for (const x of [right, right - 1]) {
        const y = up ? size - 1 - step : step;
        if (!isFixed(x, y, version, size)) places.push([x, y]);
      }
  return places;
}

function isFixed(x: number, y: number, version: number, size: number): boolean {
  const finder = (x < 9 && y < 9) || (x < 9 && y >= size - 8) || (x >= size - 8 && y < 9);
  const versionBits = version >= 7 && ((x < 6 && y >= size - 11) || (y < 6 && x >= size - 11));
  return finder || versionBits || x === 6 || y === 6 || isAlignment(x, y, version, size);
}

function isAlignment(x: number, y: number, version: number, size: number): boolean {
  const count = version === 1 ? 0 : Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  const centres = Array.from({ length: count }, (_, n) => (n === 0 ? 6 : size - 7 - (count - 1 - n) * step));
  const near = (place: number) => centres.findIndex((centre) => Math.abs(centre - place) <= 2);
  const [column, row, last] = [near(x), near(y), count - 1];
  if (column < 0 || row < 0) return false;
  return !((column === 0 && (row === 0 || row === last)) || (column === last && row === 0));
}

function dataBytes(bytes: readonly number[], version: number, level: Level): readonly number[] {
  const [checks, count] = [CHECK_BYTES[level][version - 1]!, BLOCKS[level][version - 1]!];
  const shorter = Math.floor(bytes.length / count) - checks;
  const longerFrom = count - (bytes.length % count);
  const blocks = Array.from({ length: count }, (): number[] => []);
  let at = 0;
  for (let n = 0; n <= shorter; n++)
    for (const [index, block] of blocks.entries()) if (n < shorter || index >= longerFrom) block.push(bytes[at++]!);
  const data = blocks.flatMap((block) => block);
  for (let n = 0; n < checks; n++) for (const block of blocks) block.push(bytes[at++]!);
  for (const block of blocks) if (!holds(block, checks)) throw new Error("A block does not hold.");
  return data;
}

/** A Reed-Solomon block over GF(256) holds when its polynomial is zero at each root of the generator. */
function holds(block: readonly number[], checks: number): boolean {
  let root = 1;
  for (let n = 0; n < checks; n++) {
    if (block.reduce((sum, byte) => times(sum, root) ^ byte, 0) !== 0) return false;
    root = times(root, 2);
  }
  return true;
}

function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ (product & 0x80 ? 0x11d : 0);
    if ((b >> bit) & 1) product ^= a;
  }
  return product;
}

/** Byte segments only, which is what a link with small letters needs; another kind of segment is an error. */
function readSegments(data: readonly number[], version: number): string {
  const bits = data.flatMap((byte) => [7, 6, 5, 4, 3, 2, 1, 0].map((place) => (byte >> place) & 1));
  const take = (count: number) => toNumber(bits.splice(0, count));
  const bytes: number[] = [];
  while (bits.length >= 4) {
    const mode = take(4);
    if (mode === 0) break;
    if (mode !== 4) throw new Error(`A segment of mode ${mode}.`);
    for (let left = take(version < 10 ? 8 : 16); left > 0; left--) bytes.push(take(8));
  }
  return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes));
}

function toNumber(bits: readonly number[]): number {
  return bits.reduce((sum, bit) => sum * 2 + bit, 0);
}

/** The last stands for all versions up to 40 that are not named. */
function numbers(text: string, rest = 0): readonly number[] {
  const given = text.split(" ").map(Number);
  return [...given, ...Array<number>(40 - given.length).fill(rest)];
}
