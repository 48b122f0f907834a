/**
 * A client's scores over sessions as a chart may show them. Where they lie on paper is the chart's business.
 * The rule that must not break: a session without a score breaks the line; it never draws a fall.
 */
export interface ScorePoint {
  /** When the session ended, ms since 1970. */
  readonly at: number;
  readonly score: number | null;
}
export type Scored<P extends ScorePoint> = P & { readonly score: number };

/** Stretches of points without a gap, in the order given. */
export function chartRuns<P extends ScorePoint>(points: readonly P[]): readonly (readonly Scored<P>[])[] {
  const runs: Scored<P>[][] = [];
  let open: Scored<P>[] | null = null;
  for (const point of points) {
    if (!isScored(point)) {
      open = null;
      continue;
    }
    if (open === null) runs.push((open = []));
    open.push(point);
  }
  return runs;
}

function isScored<P extends ScorePoint>(point: P): point is Scored<P> {
  return point.score !== null;
}
