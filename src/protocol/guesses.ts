/**
 * The therapist's guesses as the vault keeps them: one record for each client, read with care and written one change
 * after the other. Whoever asks for a guess uses this: the therapist page, or what watches the therapist's own calls.
 */
import { type Answers, type AnswerValue } from "../core/alliance/answers.ts";
import type { Guess } from "../core/alliance/guess.ts";
import { isRecord } from "./json.ts";
import { inTurn, type RecordBox } from "./record-box.ts";

export const GUESSES = "guesses/";

export function createGuesses(box: RecordBox) {
  const change = inTurn();
  const of = async (client: string): Promise<readonly Guess[]> =>
    parseGuesses(client, await box.read(`${GUESSES}${client}`));
  return {
    of,
    /** On the disk when it resolves. All guesses about this client afterwards. */
    keep: (guess: Guess): Promise<readonly Guess[]> =>
      change(async () => {
        const guesses = [...(await of(guess.client)), guess];
        const kept = guesses.map(({ endedAt, madeAt, answers }) => ({ endedAt, madeAt, answers }));
        await box.keep(`${GUESSES}${guess.client}`, { v: 1, guesses: kept });
        return guesses;
      }),
  };
}

/** Guesses that are not as agreed are left out. */
export function parseGuesses(client: string, input: unknown): readonly Guess[] {
  if (!isRecord(input) || !Array.isArray(input.guesses)) return [];
  return (input.guesses as readonly unknown[]).flatMap((one) => {
    if (!isRecord(one) || !isInstant(one.endedAt) || !isInstant(one.madeAt)) return [];
    return [{ client, endedAt: one.endedAt, madeAt: one.madeAt, answers: parseAnswers(one.answers) }];
  });
}

function parseAnswers(input: unknown): Answers {
  if (!isRecord(input)) return {};
  return Object.fromEntries(Object.entries(input).filter((entry): entry is [string, AnswerValue] => isValue(entry[1])));
}

function isValue(input: unknown): input is AnswerValue {
  return typeof input === "string" || (typeof input === "number" && Number.isFinite(input));
}

function isInstant(input: unknown): input is number {
  return typeof input === "number" && Number.isFinite(input);
}
