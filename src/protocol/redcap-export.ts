/**
 * Responses as a REDCap import: one record for each client, one repeat of a form for each response, numbered by `seq`. The
 * rule that must not break: the same response always lands in the same place, so that a second import changes nothing.
 */
import { scoreFacets } from "../core/alliance/facet-scores.ts";
import { instrumentKey } from "../core/alliance/instrument.ts";
import { scoreAlliance } from "../core/alliance/score.ts";
import { type CsvValue, toCsv } from "./csv.ts";
import { isoMinute } from "./envelope.ts";
import {
  answersToExport,
  type ExportChoice,
  type ExportedResponse,
  inOrder,
  itemsToExport,
  roundScore,
} from "./exported-response.ts";
import { type RedcapForm, redcapForms } from "./redcap-names.ts";

export type RedcapChoice = Pick<ExportChoice, "withWords">;

/** What each form has beside its items: suffix of the variable, and what a response has in it. */
export const FRAME_FIELDS: Readonly<Record<string, (response: ExportedResponse) => CsvValue>> = {
  response_id: ({ id }) => id,
  submitted: ({ submittedAt }) => redcapTime(submittedAt),
  session_ended: ({ endedAt }) => (endedAt === null ? null : redcapTime(endedAt)),
  alliance: ({ instrument, answers }) => roundScore(instrument && scoreAlliance(instrument, answers)),
  bond: ({ instrument, answers }) => roundScore(instrument && scoreFacets(instrument, answers).bond),
  goals: ({ instrument, answers }) => roundScore(instrument && scoreFacets(instrument, answers).goals),
  tasks: ({ instrument, answers }) => roundScore(instrument && scoreFacets(instrument, answers).tasks),
  seconds: ({ seconds }) => seconds,
  skipped: ({ skipped }) => skipped,
  wish: ({ wish }) => wish,
};
/** Of a form's state; 2 is "complete". */
const COMPLETE = 2;

export interface RedcapExport {
  readonly csv: string;
  readonly rows: number;
  /** Questions not known here, or a number given twice: one repeat can hold only one of them. */
  readonly leftOut: readonly ExportedResponse[];
}

export function toRedcapExport(responses: readonly ExportedResponse[], choice: RedcapChoice): RedcapExport {
  const forms = formsOf(responses, choice);
  const numbers = countBy(responses, placeOf);
  const fits = (response: ExportedResponse): boolean =>
    response.instrument !== null && numbers.get(placeOf(response)) === 1;
  const head = ["record_id", "redcap_repeat_instrument", "redcap_repeat_instance", ...forms.flatMap(columnsOf)];
  const rows = inOrder(responses.filter(fits)).map((response) => [
    response.client,
    formOf(forms, response)?.name ?? null,
    response.seq,
    ...forms.flatMap((form) => valuesOf(form, response, choice)),
  ]);
  return { csv: toCsv([head, ...rows]), rows: rows.length, leftOut: responses.filter((one) => !fits(one)) };
}

export function formsOf(responses: readonly ExportedResponse[], { withWords }: RedcapChoice): readonly RedcapForm[] {
  const known = responses.flatMap(({ instrument }) => instrument ?? []);
  return redcapForms(known, (instrument) => itemsToExport(instrument, withWords));
}

function columnsOf({ name, fields }: RedcapForm): readonly string[] {
  return [
    ...Object.keys(FRAME_FIELDS).map((suffix) => `${name}_${suffix}`),
    ...fields.map((field) => field.name),
    `${name}_complete`,
  ];
}

function valuesOf(form: RedcapForm, response: ExportedResponse, choice: RedcapChoice): readonly CsvValue[] {
  if (instrumentKey(form.instrument) !== response.instrumentName) return columnsOf(form).map(() => null);
  const given = new Map(answersToExport(response, choice));
  return [
    ...Object.values(FRAME_FIELDS).map((valueOf) => valueOf(response)),
    ...form.fields.map(({ item }) => given.get(item.id) ?? null),
    COMPLETE,
  ];
}

function formOf(forms: readonly RedcapForm[], { instrumentName }: ExportedResponse): RedcapForm | undefined {
  return forms.find(({ instrument }) => instrumentKey(instrument) === instrumentName);
}

function placeOf({ client, seq }: ExportedResponse): string {
  return `${client}|${seq}`;
}

function countBy<T>(values: readonly T[], keyOf: (value: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(keyOf(value), (counts.get(keyOf(value)) ?? 0) + 1);
  return counts;
}

/** REDCap's `datetime_ymd`, in UTC. */
function redcapTime(at: number): string {
  return isoMinute(at).slice(0, 16).replace("T", " ");
}
