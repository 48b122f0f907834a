/**
 * Responses as JSON, one a line, newest last: the fields that `npm run open` prints, but for the name of the file.
 * The rule that must not break: what a program reads of one it reads of the other.
 */
import { answersToExport, type ExportChoice, type ExportedResponse, inOrder } from "./exported-response.ts";

export function toJsonLines(responses: readonly ExportedResponse[], choice: ExportChoice): string {
  return inOrder(responses)
    .map((response) => `${JSON.stringify(lineOf(response, choice))}\n`)
    .join("");
}

function lineOf(response: ExportedResponse, choice: ExportChoice): Readonly<Record<string, unknown>> {
  const { id, seq, client, submittedAt, endedAt, instrumentName, wish, seconds, skipped, signed = true } = response;
  const label = choice.labels?.get(client);
  return {
    id,
    seq,
    client,
    ...(label && { label }),
    at: new Date(submittedAt).toISOString(),
    endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
    instrument: instrumentName,
    answers: Object.fromEntries(answersToExport(response, choice)),
    wish,
    seconds,
    skipped,
    verified: signed,
  };
}
