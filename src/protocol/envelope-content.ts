/**
 * What a payload says, once its frame has been parsed: answers, a withdrawal or a test. The rule that must not break: the
 * body names the same response, client and instrument as the signed frame around it, so that neither can borrow another's.
 */
import { type EnvelopePayload, versionFor } from "./envelope.ts";
import type { CheckInResponse } from "./questionnaire-response.ts";
import { parseQuestionnaireResponse, parseWithdrawnResponse } from "./received-response.ts";

export type EnvelopeContent =
  | { readonly kind: "response"; readonly response: CheckInResponse }
  /** `id` of the response the client takes back. */
  | { readonly kind: "withdrawn"; readonly id: string }
  | { readonly kind: "test" };

export function readEnvelopeContent(payload: EnvelopePayload): EnvelopeContent | null {
  if (payload.v !== versionFor(payload.body)) return null;
  switch (payload.type) {
    case "response": {
      const response = parseQuestionnaireResponse(payload.body);
      if (response === null || response.id !== payload.id || !isSameFrame(response, payload)) return null;
      return { kind: "response", response };
    }
    case "withdrawn": {
      const withdrawn = parseWithdrawnResponse(payload.body);
      return withdrawn !== null && isSameFrame(withdrawn, payload) ? { kind: "withdrawn", id: withdrawn.id } : null;
    }
    case "test":
      return { kind: "test" };
  }
}

function isSameFrame(
  body: { readonly client: string; readonly instrument: string },
  payload: EnvelopePayload,
): boolean {
  return body.client === payload.client && payload.instrument.startsWith(`${body.instrument}|`);
}
