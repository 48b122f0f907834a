/**
 * Reads back what fhir-response.ts gave to a FHIR server in plain mode. Nothing in it is signed: who wrote it is what the
 * server says. The rule that must not break: it never passes for a proven response, and what is not as agreed is null.
 */
import type { EnvelopeContent } from "./envelope-content.ts";
import { ENVELOPE_EXTENSION } from "./fhir-response.ts";
import { TAKEN_BACK } from "./fhir-search.ts";
import { isRecord, type JsonRecord } from "./json.ts";
import { parseQuestionnaireResponse, parseWithdrawnResponse } from "./received-response.ts";

export interface PlainResponse {
  /** Of a withdrawal, that of the response with a mark: it is a message of its own. */
  readonly id: string;
  readonly client: string;
  readonly seq: number;
  readonly content: EnvelopeContent;
}

export function readPlainResponse(input: unknown): PlainResponse | null {
  if (!isRecord(input)) return null;
  const seq = seqIn(input);
  if (seq === null) return null;
  const response = parseQuestionnaireResponse(input);
  if (response !== null) {
    return { id: response.id, client: response.client, seq, content: { kind: "response", response } };
  }
  const withdrawn = parseWithdrawnResponse(input);
  if (withdrawn === null) return null;
  const { id, client } = withdrawn;
  return { id: id + TAKEN_BACK, client, seq, content: { kind: "withdrawn", id } };
}

function seqIn({ extension }: JsonRecord): number | null {
  const ours = listOf(extension).find(({ url }) => url === ENVELOPE_EXTENSION);
  const seq = listOf(ours?.extension).find(({ url }) => url === "seq")?.valuePositiveInt;
  return typeof seq === "number" && Number.isSafeInteger(seq) && seq >= 1 ? seq : null;
}

function listOf(input: unknown): readonly JsonRecord[] {
  return Array.isArray(input) ? input.filter(isRecord) : [];
}
