import { AIM_FALSE, AIM_FOUND } from "./best-possible.ts";
import type { SimulationResult } from "./documents.ts";
import { DEFAULT_ROW } from "./rows.ts";

const WIDTH = 720;
const LINE = 34;
const TOP = 56;
const NAMES = 110;
const PLOT = 260;
const GAP = 60;
/** Colour never alone: the default is a filled dot, the paper's a ring. */
const MARKS = [
  { row: DEFAULT_ROW, fill: "#1f5f8b", dy: -5 },
  { row: "paper", fill: "none", dy: 5 },
];

/** Two columns of dots: stable clients flagged in 12 sessions, and 2.5-point drops found; a line at the aim in each. */
export function drawAim({ sets }: SimulationResult): string {
  const height = TOP + sets.length * LINE + 16;
  const columns = [
    { title: "Stable clients flagged in 12 sessions", x: NAMES, aim: AIM_FALSE, of: "falseAlarm12" as const },
    { title: "2.5-point drops found", x: NAMES + PLOT + GAP, aim: AIM_FOUND, of: "detect2_5" as const },
  ];
  const drawn = columns.map(({ title, x, aim, of }) => {
    const place = (share: number): string => (x + share * PLOT).toFixed(1);
    const dots = sets.flatMap(({ rules }, line) =>
      MARKS.map(({ row, fill, dy }) => {
        const y = TOP + line * LINE + LINE / 2 + dy;
        return `<circle cx="${place(rules[row]?.[of] ?? 0)}" cy="${y}" r="4" fill="${fill}" stroke="#1f5f8b" stroke-width="1.5"/>`;
      }),
    );
    const ends = `<line x1="${x}" x2="${x + PLOT}" y1="${height - 12}" y2="${height - 12}" stroke="#999"/>`;
    const mark = `<line x1="${place(aim)}" x2="${place(aim)}" y1="${TOP - 8}" y2="${height - 12}" stroke="#a33" stroke-dasharray="4 3"/>`;
    const says = `<text x="${place(aim)}" y="${TOP - 12}" text-anchor="middle">aim ${100 * aim} %</text>`;
    return [`<text x="${x}" y="18" font-weight="bold">${title}</text>`, ends, mark, says, ...dots].join("\n");
  });
  const names = sets.map(({ set }, line) => `<text x="0" y="${TOP + line * LINE + LINE / 2 + 4}">${set.key}</text>`);
  const key = `<text x="0" y="18">● default  ○ paper</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12" role="img">`,
    "<title>Stable clients flagged in 12 sessions and 2.5-point drops found, default and paper's rules, by set of parameters; the page has the same as a table</title>",
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    key,
    ...names,
    ...drawn,
    "</svg>\n",
  ].join("\n");
}
