import { toCsvExport } from "../../protocol/csv-export.ts";
import type { ExportChoice, ExportedResponse } from "../../protocol/exported-response.ts";
import { toFhirBundle, toFhirExport } from "../../protocol/fhir-export.ts";
import { toJsonLines } from "../../protocol/json-lines-export.ts";
import { toRedcapDictionary } from "../../protocol/redcap-dictionary.ts";
import { toRedcapExport } from "../../protocol/redcap-export.ts";
import type { MessageKey } from "../../protocol/strings.ts";

export const FORMATS = ["csv", "json", "fhir", "redcap"] as const;
export type Format = (typeof FORMATS)[number];

export const FORMAT_WORDS: Readonly<Record<Format, { readonly name: MessageKey; readonly hint: MessageKey }>> = {
  csv: { name: "therapistExportCsv", hint: "therapistExportCsvHint" },
  json: { name: "therapistExportJson", hint: "therapistExportJsonHint" },
  fhir: { name: "therapistExportFhir", hint: "therapistExportFhirHint" },
  redcap: { name: "therapistExportRedcap", hint: "therapistExportRedcapHint" },
};

export interface WrittenFile {
  readonly name: string;
  readonly text: string;
}

export interface WrittenFiles {
  readonly files: readonly WrittenFile[];
  readonly written: number;
  /** Responses the format cannot hold. */
  readonly leftOut: number;
}

/** Only a table and JSON have a place for the therapist's own names. */
export function takesLabels(format: Format): boolean {
  return format === "csv" || format === "json";
}

/** `day` is today, ISO 8601: part of each name. */
export function writeFiles(
  format: Format,
  responses: readonly ExportedResponse[],
  choice: ExportChoice,
  day: string,
): WrittenFiles {
  const name = `aftersession-${day}`;
  switch (format) {
    case "csv":
      return whole(responses, { name: `${name}.csv`, text: toCsvExport(responses, choice) });
    case "json":
      return whole(responses, { name: `${name}.jsonl`, text: toJsonLines(responses, choice) });
    case "fhir": {
      const made = toFhirExport(responses, choice);
      const text = `${JSON.stringify(toFhirBundle(made))}\n`;
      return {
        files: [{ name: `${name}-fhir-bundle.json`, text }],
        written: made.transactions.length,
        leftOut: made.leftOut.length,
      };
    }
    case "redcap": {
      const { csv, rows, leftOut } = toRedcapExport(responses, choice);
      const dictionary = { name: `${name}-redcap-dictionary.csv`, text: toRedcapDictionary(responses, choice) };
      const files = [{ name: `${name}-redcap-import.csv`, text: csv }, dictionary];
      return { files, written: rows, leftOut: leftOut.length };
    }
  }
}

function whole(responses: readonly ExportedResponse[], file: WrittenFile): WrittenFiles {
  return { files: [file], written: responses.length, leftOut: 0 };
}
