import type { ChartBand, ChartSession } from "../../core/alliance/chart.ts";
import type { FacetScores } from "../../core/alliance/facet-scores.ts";
import type { Band } from "../../core/alliance/flags/band.ts";
import { isTense } from "../../core/alliance/tension.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import type { ClientFlags } from "./client-flags.ts";
import type { Inbox, ReceivedResponse } from "./inbox.ts";

/** What stands above a session in the chart, each in a row and with a shape of its own. */
export const CHART_MARKS = ["flag", "tension", "call", "missing"] as const;
export type ChartMark = (typeof CHART_MARKS)[number];

export const MARK_WORDS: Readonly<Record<ChartMark, MessageKey>> = {
  flag: "therapistMarkFlag",
  tension: "therapistMarkTension",
  call: "therapistMarkCall",
  missing: "therapistMarkMissing",
};

export interface ChartColumn extends ChartSession {
  readonly band: ChartBand | null;
  readonly marks: readonly ChartMark[];
}

const NOTHING: FacetScores = { bond: null, goals: null, tasks: null };

/** Sessions oldest first; a number that never came is a column without answers, so that no line runs across it. */
export function chartColumns(
  responses: readonly ReceivedResponse[],
  flags: ClientFlags | null,
  gaps: Inbox["gaps"],
): readonly ChartColumn[] {
  const bands: ReadonlyMap<string, Band> = flags?.bands ?? new Map<string, Band>();
  const flagged = new Set(
    flags?.history.flatMap(({ session, flags: raised }) =>
      raised.some(({ kind }) => kind !== "tense" && kind !== "recovered") ? [session.id] : [],
    ),
  );
  let before = 0;
  return responses.toReversed().flatMap((response) => {
    const { id, at, scores, seq } = response;
    const isGap = gaps.some(({ first, last }) => first > before && last < seq);
    before = Math.max(before, seq);
    const column: ChartColumn = {
      at,
      scores,
      band: bands.get(id) ?? null,
      marks: marksOf(response, flagged.has(id)),
    };
    return isGap ? [{ at, scores: NOTHING, band: null, marks: ["missing"] as const }, column] : [column];
  });
}

function marksOf({ instrument, answers }: ReceivedResponse, isFlagged: boolean): readonly ChartMark[] {
  if (instrument === null) return [];
  const channel = instrument.items.find(({ topic }) => topic === "channel");
  const isPoor = channel !== undefined && answers[channel.id] === "lot";
  return [
    ...(isFlagged ? (["flag"] as const) : []),
    ...(isTense(instrument, answers) ? (["tension"] as const) : []),
    ...(isPoor ? (["call"] as const) : []),
  ];
}
