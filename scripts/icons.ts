/** Draws icons/*.svg and the PNGs of the manifest from one geometry, without any tool: npx tsx scripts/icons.ts */
import { mkdirSync, writeFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";

/** Two people's words, one in front of the other, and a tick: on a field of 128. */
const BACK = { x: 46, y: 8, width: 76, height: 62, radius: 26, colour: [143, 202, 196] } as const;
const FRONT = { x: 6, y: 30, width: 88, height: 74, radius: 30, colour: [31, 95, 98] } as const;
const TAIL = [
  [24, 92],
  [20, 122],
  [56, 100],
] as const;
const TICK = [
  [31, 67],
  [45, 81],
  [70, 53],
] as const;
const TICK_COLOUR = [250, 248, 243] as const;
const FIELD = 128;
/** Clear space between the two, so that they part on any toolbar. */
const GAP = 6;
/** Samples along each side of a pixel. */
const SAMPLES = 8;

type Point = readonly [x: number, y: number];
type Colour = readonly [red: number, green: number, blue: number];
type Box = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius: number;
};

/** Signed distance to a rounded box: negative inside. */
function toBox([px, py]: Point, { x, y, width, height, radius }: Box): number {
  const dx = Math.abs(px - x - width / 2) - width / 2 + radius;
  const dy = Math.abs(py - y - height / 2) - height / 2 + radius;
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
}

function toLine([px, py]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const along = ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(px - ax - t * (bx - ax), py - ay - t * (by - ay));
}

function isInTriangle([px, py]: Point, corners: readonly [Point, Point, Point]): boolean {
  const turns = corners.map(([ax, ay], n) => {
    const [bx, by] = corners[(n + 1) % 3] ?? corners[0];
    return (bx - ax) * (py - ay) - (by - ay) * (px - ax);
  });
  return turns.every((turn) => turn >= 0) || turns.every((turn) => turn <= 0);
}

/** The tick is bolder where there are few pixels to draw it with. */
const tickWidth = (size: number): number => (size < 32 ? 15 : 12);

function colourAt(point: Point, size: number): Colour | null {
  const [start, corner, end] = TICK;
  if (Math.min(toLine(point, start, corner), toLine(point, corner, end)) <= tickWidth(size) / 2) return TICK_COLOUR;
  if (toBox(point, FRONT) <= 0 || isInTriangle(point, TAIL)) return FRONT.colour;
  if (toBox(point, BACK) <= 0 && toBox(point, FRONT) > GAP) return BACK.colour;
  return null;
}

function pixelAt(column: number, row: number, size: number): readonly number[] {
  const seen: Colour[] = [];
  for (let n = 0; n < SAMPLES ** 2; n++) {
    const x = column + ((n % SAMPLES) + 0.5) / SAMPLES;
    const y = row + (Math.floor(n / SAMPLES) + 0.5) / SAMPLES;
    const colour = colourAt([(x * FIELD) / size, (y * FIELD) / size], size);
    if (colour !== null) seen.push(colour);
  }
  const mean = (channel: 0 | 1 | 2): number => seen.reduce((sum, colour) => sum + colour[channel], 0) / seen.length;
  if (seen.length === 0) return [0, 0, 0, 0];
  return [mean(0), mean(1), mean(2), (255 * seen.length) / SAMPLES ** 2].map(Math.round);
}

function drawPng(size: number): Buffer {
  const rows = Array.from({ length: size }, (_, row) => [
    0,
    ...Array.from({ length: size }, (_, column) => pixelAt(column, row, size)).flat(),
  ]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6], 8); // eight bits a channel, colour with alpha
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.from(rows.flat()), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function drawSvg(): string {
  const box = ({ x, y, width, height, radius }: Box, more: string): string =>
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" ${more}/>`;
  const points = (list: readonly Point[]): string => list.map((point) => point.join(",")).join(" ");
  const rgb = (colour: Colour): string => `#${Buffer.from(colour).toString("hex")}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${FIELD} ${FIELD}">
  <mask id="apart">
    <rect width="${FIELD}" height="${FIELD}" fill="#fff"/>
    ${box(FRONT, `stroke="#000" stroke-width="${2 * GAP}"`)}
  </mask>
  ${box(BACK, `fill="${rgb(BACK.colour)}" mask="url(#apart)"`)}
  <g fill="${rgb(FRONT.colour)}">
    ${box(FRONT, "")}
    <polygon points="${points(TAIL)}"/>
  </g>
  <polyline points="${points(TICK)}" fill="none" stroke="${rgb(TICK_COLOUR)}" stroke-width="${tickWidth(FIELD)}" stroke-linecap="round" stroke-linejoin="round"/>
</svg>
`;
}

const folder = new URL("../icons/", import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL("aftersession.svg", folder), drawSvg());
for (const size of [16, 32, 48, 128]) writeFileSync(new URL(`${size}.png`, folder), drawPng(size));
