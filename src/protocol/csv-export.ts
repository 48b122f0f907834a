/**
 * Responses as one table, a row each; docs/export.md says what every column holds. The rule that must not break: no text
 * of a question is in it, only the ids of items.
 */
import { scoreFacets } from "../core/alliance/facet-scores.ts";
import { scoreAlliance } from "../core/alliance/score.ts";
import { tensionOf } from "../core/alliance/tension.ts";
import { BYTE_ORDER_MARK, type CsvValue, toCsv } from "./csv.ts";
import { isoMinute } from "./envelope.ts";
import {
  answersToExport,
  type ExportChoice,
  type ExportedResponse,
  inOrder,
  itemsToExport,
  roundScore,
} from "./exported-response.ts";

/** Name of a column and what a response has in it. A test holds docs/export.md to these names. */
const COLUMNS: Readonly<Record<string, (response: ExportedResponse) => CsvValue>> = {
  client: ({ client }) => client,
  seq: ({ seq }) => seq,
  response_id: ({ id }) => id,
  submitted_at: ({ submittedAt }) => isoMinute(submittedAt),
  session_ended_at: ({ endedAt }) => (endedAt === null ? null : isoMinute(endedAt)),
  instrument: ({ instrumentName }) => instrumentName,
  alliance_score: ({ instrument, answers }) => roundScore(instrument && scoreAlliance(instrument, answers)),
  bond_score: ({ instrument, answers }) => roundScore(instrument && scoreFacets(instrument, answers).bond),
  goals_score: ({ instrument, answers }) => roundScore(instrument && scoreFacets(instrument, answers).goals),
  tasks_score: ({ instrument, answers }) => roundScore(instrument && scoreFacets(instrument, answers).tasks),
  tension: ({ instrument, answers }) => instrument && tensionOf(instrument, answers),
  seconds: ({ seconds }) => seconds,
  skipped: ({ skipped }) => skipped,
  wish: ({ wish }) => wish,
};
export const CSV_COLUMNS: readonly string[] = Object.keys(COLUMNS);
const LABEL_COLUMN = "label";

export function toCsvExport(responses: readonly ExportedResponse[], choice: ExportChoice): string {
  const items = itemColumns(responses, choice);
  const { labels } = choice;
  const head = [...CSV_COLUMNS, ...(labels === null ? [] : [LABEL_COLUMN]), ...items];
  const rows = inOrder(responses).map((response) => {
    const given = new Map(answersToExport(response, choice).map(([id, value]) => [columnOf(response, id), value]));
    return [
      ...Object.values(COLUMNS).map((valueOf) => valueOf(response)),
      ...(labels === null ? [] : [labels.get(response.client) ?? null]),
      ...items.map((column) => given.get(column) ?? null),
    ];
  });
  return BYTE_ORDER_MARK + toCsv([head, ...rows]);
}

/** By instrument, in its order; of unknown questions what was answered. */
function itemColumns(responses: readonly ExportedResponse[], choice: ExportChoice): readonly string[] {
  const columns = new Set<string>();
  for (const response of responses.toSorted((a, b) => (a.instrumentName < b.instrumentName ? -1 : 1))) {
    const { instrument } = response;
    const ids = instrument
      ? itemsToExport(instrument, choice.withWords).map(({ id }) => id)
      : answersToExport(response, choice).map(([id]) => id);
    for (const id of ids) columns.add(columnOf(response, id));
  }
  return [...columns];
}

function columnOf({ instrumentName }: ExportedResponse, item: string): string {
  return `${instrumentName}:${item}`;
}
