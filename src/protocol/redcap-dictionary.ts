/**
 * The data dictionary of a REDCap import, in the columns of REDCap's own template. The rule that must not break: a field is
 * called by its instrument and item id, never by the words of a question, whoever they belong to (clinical paper, 2.4).
 */
import type { ResponseSet } from "../core/alliance/instrument.ts";
import { type CsvValue, toCsv } from "./csv.ts";
import type { ExportedResponse } from "./exported-response.ts";
import { formsOf, type RedcapChoice } from "./redcap-export.ts";
import type { RedcapForm } from "./redcap-names.ts";

const COLUMNS = [
  "Variable / Field Name",
  "Form Name",
  "Section Header",
  "Field Type",
  "Field Label",
  "Choices, Calculations, OR Slider Labels",
  "Field Note",
  "Text Validation Type OR Show Slider Number",
  "Text Validation Min",
  "Text Validation Max",
  "Identifier?",
  "Branching Logic (Show field only if...)",
  "Required Field?",
  "Custom Alignment",
  "Question Number (surveys only)",
  "Matrix Group Name",
  "Matrix Ranking?",
  "Field Annotation",
] as const;

interface Field {
  readonly type?: "text" | "notes" | "radio";
  readonly label: string;
  readonly choices?: string;
  readonly validation?: "integer" | "number" | "datetime_ymd";
  readonly min?: number;
  readonly max?: number;
  /** May say who somebody is. */
  readonly identifier?: true;
}

const SCORE = { validation: "number", min: 0, max: 10 } as const;
const FRAME: Readonly<Record<string, Field>> = {
  response_id: { label: "Id of the response" },
  submitted: { label: "Submitted, UTC", validation: "datetime_ymd" },
  session_ended: { label: "Session ended, UTC, to the quarter of an hour", validation: "datetime_ymd" },
  alliance: { label: "Alliance score, 0 to 10", ...SCORE },
  bond: { label: "Bond, 0 to 10", ...SCORE },
  goals: { label: "Goals, 0 to 10", ...SCORE },
  tasks: { label: "Tasks, 0 to 10", ...SCORE },
  seconds: { label: "Seconds it took, in steps: 15, 30, 45, 60, 120", validation: "integer" },
  skipped: { label: "Questions skipped or kept private", validation: "integer" },
  wish: {
    type: "radio",
    label: "Wish of the client",
    choices: "raise, Please bring this up | read, Please just read it",
  },
};

export function toRedcapDictionary(responses: readonly ExportedResponse[], choice: RedcapChoice): string {
  const rows = formsOf(responses, choice).flatMap(rowsOf);
  return toCsv([COLUMNS, rowOf("record_id", "client", { label: "Code of the client", identifier: true }), ...rows]);
}

function rowsOf({ name, instrument, fields }: RedcapForm): readonly (readonly CsvValue[])[] {
  return [
    ...Object.entries(FRAME).map(([suffix, field]) => rowOf(`${name}_${suffix}`, name, field)),
    ...fields.map(({ name: variable, item: { id, responses } }) =>
      rowOf(variable, name, { label: `${instrument.id} ${instrument.version}, item ${id}`, ...fieldOf(responses) }),
    ),
  ];
}

function fieldOf(responses: ResponseSet): Omit<Field, "label"> {
  switch (responses.type) {
    case "scale": {
      const { min, max, step } = responses;
      const isWhole = Number.isInteger(min) && Number.isInteger(step);
      return { validation: isWhole ? "integer" : "number", min, max };
    }
    case "choice":
      // The words of an answer belong to the instrument as those of the question do.
      return { type: "radio", choices: responses.choices.map(({ code }) => `${code}, ${code}`).join(" | ") };
    case "text":
      return { type: "notes", identifier: true };
  }
}

function rowOf(variable: string, form: string, field: Field): readonly CsvValue[] {
  const { type = "text", label, choices = null, validation = null, min = null, max = null, identifier } = field;
  const head = [variable, form, null, type, label, choices, null, validation, min, max, identifier ? "y" : null];
  return [...head, ...COLUMNS.slice(head.length).map(() => null)];
}
