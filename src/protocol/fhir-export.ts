/**
 * Responses and their scores for a FHIR R4 server: one transaction for each, or all in one Bundle as a file. Words of items
 * go along as fhir-response.ts lets them. The rule that must not break: repeated, it creates nothing twice.
 */
import type { Instrument } from "../core/alliance/instrument.ts";
import { answersToExport, type ExportChoice, type ExportedResponse, inOrder } from "./exported-response.ts";
import { toFhirResponse } from "./fhir-response.ts";
import { toTransaction } from "./fhir-scores.ts";
import { isRecord, type JsonRecord, textIn } from "./json.ts";
import { toQuestionnaireResponse } from "./questionnaire-response.ts";

export type FhirChoice = Pick<ExportChoice, "withWords">;

export interface FhirExport {
  /** One for each response, oldest first. */
  readonly transactions: readonly JsonRecord[];
  /**
   * Questions that are not known, whose answers cannot be told apart from words; and an id that an earlier response has: a
   * server would take the second for a repeat of the first.
   */
  readonly leftOut: readonly ExportedResponse[];
}

export function toFhirExport(responses: readonly ExportedResponse[], choice: FhirChoice): FhirExport {
  const ids = new Set<string>();
  const transactions: JsonRecord[] = [];
  const leftOut: ExportedResponse[] = [];
  for (const response of inOrder(responses)) {
    const { id, instrument } = response;
    if (instrument === null || ids.has(id)) leftOut.push(response);
    else transactions.push(transactionOf(response, instrument, choice));
    ids.add(id);
  }
  return { transactions, leftOut };
}

/** All of them in one, as a file. */
export function toFhirBundle({ transactions }: FhirExport): JsonRecord {
  const entry = transactions.flatMap((transaction) => listOf(transaction.entry));
  // FHIR knows no empty lists.
  return { resourceType: "Bundle", type: "transaction", ...(entry.length > 0 && { entry }) };
}

function transactionOf(response: ExportedResponse, instrument: Instrument, choice: FhirChoice): JsonRecord {
  const { seq, consent, instrumentName } = response;
  const answers = Object.fromEntries(answersToExport(response, choice));
  // A server of a practice is read by more people than the one it was shared with.
  const { addOn: _, ...usual } = response;
  const checkIn = { ...usual, answers, instrument: instrumentName };
  const body = toQuestionnaireResponse(checkIn, instrument.items);
  return toTransaction(checkIn, instrument, toFhirResponse({ seq, consent, body }, instrument));
}

/** What a server says of a transaction, entry by entry. */
export type TransactionReply = { readonly created: number; readonly there: number };

/** Null where it is no answer to a transaction of so many entries, or one of them was refused. */
export function readTransactionReply(input: unknown, entries: number): TransactionReply | null {
  if (!isRecord(input) || input.resourceType !== "Bundle" || input.type !== "transaction-response") return null;
  const codes = listOf(input.entry).map(({ response }) =>
    isRecord(response) ? textIn(response.status).slice(0, 3) : "",
  );
  if (codes.length !== entries || !codes.every((code) => code === "201" || code === "200")) return null;
  const created = codes.filter((code) => code === "201").length;
  return { created, there: codes.length - created };
}

function listOf(input: unknown): readonly JsonRecord[] {
  return Array.isArray(input) ? input.filter(isRecord) : [];
}
