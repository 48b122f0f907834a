import type { Figure } from "../figure.ts";

const WIDTH = 760;
const HEIGHT = 470;
const PLOT = { left: 70, right: 500, top: 30, bottom: 420 };
/** Colour never alone: each line has a dash of its own, and its name beside its end. */
const LOOKS = [
  { colour: "#1f5f8b", dash: "none" },
  { colour: "#8a4b8f", dash: "7 3" },
  { colour: "#a8581a", dash: "2 3" },
  { colour: "#2e7d4f", dash: "9 3 2 3" },
  { colour: "#5a5a5a", dash: "4 4" },
  { colour: "#a33333", dash: "12 4" },
];

interface Dot {
  readonly work: number;
  readonly ms: number;
}

/** Cost against work, both by tens: what grows in proportion runs beside the thin grey diagonals, whatever its height. */
export function drawGrowth(figures: readonly Figure[]): string {
  const lines = linesOf(figures);
  const dots = [...lines.values()].flat();
  const [x, y] = [axisOf(dots.map(({ work }) => work)), axisOf(dots.map(({ ms }) => ms))];
  const place = ({ work, ms }: Dot): readonly [string, string] => [
    (PLOT.left + x.share(work) * (PLOT.right - PLOT.left)).toFixed(1),
    (PLOT.bottom - y.share(ms) * (PLOT.bottom - PLOT.top)).toFixed(1),
  ];
  const names = spread([...lines.values()].map((line) => Number(place(line.at(-1)!)[1])));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11" role="img">`,
    "<title>Milliseconds against the amount of work, both axes logarithmic; the page has the same as a table</title>",
    `<clipPath id="plot"><rect x="${PLOT.left}" y="${PLOT.top}" width="${PLOT.right - PLOT.left}" height="${PLOT.bottom - PLOT.top}"/></clipPath>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    ...x.tens.map((work) => {
      const [at] = place({ work, ms: y.tens[0]! });
      return `<line x1="${at}" x2="${at}" y1="${PLOT.top}" y2="${PLOT.bottom}" stroke="#ddd"/><text x="${at}" y="${PLOT.bottom + 18}" text-anchor="middle">${work.toLocaleString("en")}</text>`;
    }),
    ...y.tens.map((ms) => {
      const [, at] = place({ work: x.tens[0]!, ms });
      return `<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${at}" y2="${at}" stroke="#ddd"/><text x="${PLOT.left - 8}" y="${at}" text-anchor="end" dominant-baseline="middle">${ms.toLocaleString("en", { maximumFractionDigits: 6 })}</text>`;
    }),
    `<g clip-path="url(#plot)" stroke="#bbb" stroke-width="0.7">${diagonals(x.tens, y.tens, place)}</g>`,
    ...[...lines].flatMap(([name, line], index) =>
      drawLine(name, line.map(place), LOOKS[index % LOOKS.length]!, names[index]!),
    ),
    `<text x="${PLOT.left}" y="18">milliseconds</text>`,
    `<text x="${PLOT.right}" y="${HEIGHT - 12}" text-anchor="end">amount of work; grey: in proportion</text>`,
    "</svg>\n",
  ].join("\n");
}

function linesOf(figures: readonly Figure[]): ReadonlyMap<string, readonly Dot[]> {
  const lines = new Map<string, Dot[]>();
  for (const { point, value } of figures) {
    // A cost that could not be measured, or of nothing at all, has no place on such an axis.
    if (point === undefined || value === null || value <= 0) continue;
    const line = lines.get(point.line) ?? [];
    line.push({ work: point.work, ms: value });
    lines.set(point.line, line);
  }
  return lines;
}

interface Axis {
  readonly tens: readonly number[];
  readonly share: (value: number) => number;
}

/** From the ten below the least to the ten above the most. */
function axisOf(values: readonly number[]): Axis {
  const least = Math.floor(Math.log10(Math.min(...values, 1)));
  const most = Math.max(Math.ceil(Math.log10(Math.max(...values, 1))), least + 1);
  const tens = Array.from({ length: most - least + 1 }, (_, step) => Number(`1e${least + step}`));
  return { tens, share: (value) => (Math.log10(value) - least) / (most - least) };
}

/** One through each ten of the costs, and those that begin below. */
function diagonals(
  works: readonly number[],
  costs: readonly number[],
  place: (dot: Dot) => readonly [string, string],
): string {
  const [from, to] = [works[0]!, works.at(-1)!];
  const below = works.map((_, step) => costs[0]! / 10 ** step);
  return [...new Set([...costs, ...below])]
    .map((ms) => {
      const [x1, y1] = place({ work: from, ms });
      const [x2, y2] = place({ work: to, ms: (ms * to) / from });
      return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>`;
    })
    .join("");
}

function drawLine(
  name: string,
  dots: readonly (readonly [string, string])[],
  { colour, dash }: (typeof LOOKS)[number],
  nameY: number,
): readonly string[] {
  const [endX, endY] = dots.at(-1)!;
  const path = dots.map(([x, y]) => `${x},${y}`).join(" ");
  return [
    `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/>`,
    ...dots.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="3" fill="${colour}"/>`),
    `<line x1="${endX}" y1="${endY}" x2="${PLOT.right + 8}" y2="${nameY}" stroke="${colour}" stroke-width="0.6"/>`,
    ...wrapped(name).map(
      (words, row) =>
        `<text x="${PLOT.right + 12}" y="${nameY + row * 13}" dominant-baseline="middle" fill="${colour}">${words}</text>`,
    ),
  ];
}

const NAME_WIDTH = 38;
/** In two rows where one is too short. */
function wrapped(name: string): readonly string[] {
  if (name.length <= NAME_WIDTH) return [name];
  const cut = name.lastIndexOf(" ", NAME_WIDTH);
  return [name.slice(0, cut), name.slice(cut + 1)];
}

const NAME_ROOM = 34;
/** Moves names down until none lies on another, in the order of the lines' ends. */
function spread(wanted: readonly number[]): readonly number[] {
  const placed = new Map<number, number>();
  let least = PLOT.top;
  for (const { y, index } of wanted.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y)) {
    placed.set(index, Math.max(y, least));
    least = placed.get(index)! + NAME_ROOM;
  }
  return wanted.map((_, index) => placed.get(index)!);
}
