/**
 * Where a client's chart puts bond, goals and tasks: pure geometry, one column per session on a scale of 0 to 10. How
 * it looks is the page's business. The rule that must not break: nothing is drawn where nothing was answered, so a line
 * ends there and begins again later.
 */

import { type FacetScores } from "./facet-scores.ts";
import { FACETS, type Facet } from "./instrument.ts";
import { SCORE_TOLERANCE } from "./score.ts";
import { chartRuns } from "./trend.ts";

export interface ChartSession {
  /** When the session ended, ms since 1970; the order of the columns is the order given. */
  readonly at: number;
  readonly scores: FacetScores;
}

/** Where a session was expected to lie, on 0–10. */
export interface ChartBand {
  readonly low: number;
  readonly high: number;
}

/** Outer size and the room kept free around the plot. */
export interface ChartFrame {
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

interface ChartDot {
  readonly session: number;
  readonly x: number;
  readonly y: number;
}

export interface ChartLine {
  readonly facet: Facet;
  /** Unbroken stretches; one of a single dot has no line. */
  readonly runs: readonly (readonly ChartDot[])[];
  /** Where the name of the line goes; null for a facet that was never answered. */
  readonly label: { readonly x: number; readonly y: number } | null;
}

/** Wider columns than this pull two sessions so far apart that their line seems to say something. */
export const WIDEST_COLUMN = 96;
/** Equal answers: the marks stand side by side, the lines run as a bundle a tenth of a point wide. */
export const DODGE_X = 7;
export const DODGE_Y = 2;
/** Part of a column that the marks may wander, so that they never reach the next session. */
const DODGE_SHARE = 0.2;
/** One line of the labels' text. */
export const LABEL_GAP = 18;
const LABEL_DISTANCE = 14;

export function placeChart(sessions: readonly ChartSession[], frame: ChartFrame): readonly ChartLine[] {
  const lines = FACETS.map((facet) => ({ facet, runs: placeRuns(sessions, facet, frame) }));
  const labels = spreadLabels(
    lines.map(({ runs }) => runs.at(-1)?.at(-1)?.y ?? null),
    frame,
  );
  const x = placeColumn(sessions.length - 1, sessions.length, frame) + LABEL_DISTANCE;
  return lines.map(({ facet, runs }, index) => {
    const y = labels[index] ?? null;
    return { facet, runs, label: y === null ? null : { x, y } };
  });
}

/** Middle of a session's column, counted from 0. */
export function placeColumn(session: number, count: number, frame: ChartFrame): number {
  const column = Math.min((frame.width - frame.left - frame.right) / Math.max(count, 1), WIDEST_COLUMN);
  return frame.left + (session + 0.5) * column;
}

/** Height of an answer of 0 to 10. */
export function placeAnswer(answer: number, frame: ChartFrame): number {
  const plot = frame.height - frame.top - frame.bottom;
  return frame.top + plot * (1 - Math.min(Math.max(answer, 0), 10) / 10);
}

/** The sessions to name under the chart: the last always, the others at even steps back from it, at most `most`. */
export function chooseTicks(count: number, most: number): readonly number[] {
  if (count === 0 || most < 1) return [];
  const step = Math.ceil(count / most);
  return Array.from({ length: count }, (_, session) => session).filter((session) => (count - 1 - session) % step === 0);
}

/**
 * The band behind the lines as one path: a step for each session that has one, as wide as its column, so that nothing is
 * shaded where nothing was known.
 */
export function placeBand(bands: readonly (ChartBand | null)[], frame: ChartFrame): string {
  const half = (placeColumn(1, bands.length, frame) - placeColumn(0, bands.length, frame)) / 2;
  const steps = bands.map((band, session) => {
    if (band === null) return "";
    const x = placeColumn(session, bands.length, frame);
    const [top, bottom] = [placeAnswer(band.high, frame), placeAnswer(band.low, frame)];
    return `M${round(x - half)} ${round(top)}H${round(x + half)}V${round(bottom)}H${round(x - half)}Z`;
  });
  return steps.join("");
}

function round(length: number): number {
  return Math.round(length * 100) / 100;
}

function placeRuns(
  sessions: readonly ChartSession[],
  facet: Facet,
  frame: ChartFrame,
): readonly (readonly ChartDot[])[] {
  const points = sessions.map(({ at, scores }, session) => ({ at, session, scores, score: scores[facet] }));
  const column = placeColumn(1, sessions.length, frame) - placeColumn(0, sessions.length, frame);
  const aside = Math.min(DODGE_X, column * DODGE_SHARE);
  return chartRuns(points).map((run) =>
    run.map(({ session, scores, score }) => ({
      session,
      x: placeColumn(session, sessions.length, frame) + dodgeOf(scores, facet) * aside,
      y: placeAnswer(score, frame) + dodgeOf(scores, facet) * DODGE_Y,
    })),
  );
}

/** The place of a facet among those with the same answer, counted from their middle. */
function dodgeOf(scores: FacetScores, facet: Facet): number {
  const equal = FACETS.filter((other) => isSame(scores[other], scores[facet]));
  return equal.indexOf(facet) - (equal.length - 1) / 2;
}

function isSame(one: number | null, other: number | null): boolean {
  return one !== null && other !== null && Math.abs(one - other) < SCORE_TOLERANCE;
}

/** Moves names apart that would cover each other, as little as needed, and keeps them inside the frame. */
function spreadLabels(heights: readonly (number | null)[], frame: ChartFrame): readonly (number | null)[] {
  const placed = heights
    .flatMap((y, index) => (y === null ? [] : [{ index, y }]))
    .sort((a, b) => a.y - b.y || a.index - b.index);
  let floor = frame.top;
  for (const label of placed) {
    label.y = Math.max(label.y, floor);
    floor = label.y + LABEL_GAP;
  }
  let ceiling = frame.height - frame.bottom;
  for (const label of placed.toReversed()) {
    label.y = Math.min(label.y, ceiling);
    ceiling = label.y - LABEL_GAP;
  }
  return heights.map((_, index) => placed.find((label) => label.index === index)?.y ?? null);
}
