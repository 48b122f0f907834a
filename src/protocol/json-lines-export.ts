/**
 * Responses as JSON, one a line, newest last: the fields that `npm run open` prints, but for the name of the file.
 * The rule that must not break: what a program reads of one it reads of the other.
 */
import { findReady } from "../core/alliance/ready/index.ts";
import {
  answersToExport,
  type ExportChoice,
  type ExportedAddOn,
  type ExportedResponse,
  inOrder,
} from "./exported-response.ts";

export function toJsonLines(responses: readonly ExportedResponse[], choice: ExportChoice): string {
  return inOrder(responses)
    .map((response) => `${JSON.stringify(lineOf(response, choice))}\n`)
    .join("");
}

function lineOf(response: ExportedResponse, choice: ExportChoice): Readonly<Record<string, unknown>> {
  const { id, seq, client, submittedAt, endedAt, instrumentName, wish, seconds, skipped, signed = true } = response;
  const { addOn, skippedBefore } = response;
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
    ...(addOn && { addOn: besideOf(addOn, choice) }),
    wish,
    seconds,
    skipped,
    ...(skippedBefore !== undefined && { skippedBefore }),
    verified: signed,
  };
}

function besideOf(addOn: ExportedAddOn, choice: ExportChoice): Readonly<Record<string, unknown>> {
  const { instrumentName, hash } = addOn;
  const answers = Object.fromEntries(answersToExport(addOn, choice));
  return { instrument: instrumentName, hash, answers, attribution: attributionOf(instrumentName) };
}

/** Whose questions they are; their words are in no envelope. `name`: `name|version`. */
export function attributionOf(name: string): string {
  const ready = findReady(name.split("|")[0] ?? "");
  return ready === null ? name : `${ready.title}, ${ready.sources.join(", ")}`;
}
