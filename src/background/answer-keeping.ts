import type { Answers, Wish } from "../core/alliance/answers.ts";
import { type Instrument, instrumentKey } from "../core/alliance/instrument.ts";
import { isComplete, isHarmForm } from "../core/alliance/outside-route.ts";
import { scoreAlliance } from "../core/alliance/score.ts";
import { validateAnswers } from "../core/alliance/validate-answers.ts";
import { addOnsOf } from "../core/invite/asked-add-ons.ts";
import type { EnqueueOutcome, OutboxStore } from "../core/outbox/outbox-store.ts";
import { endpointIdOf, type Pairing } from "../core/outbox/pairing.ts";
import type { AddOnAnswers, Answer } from "../protocol/page-requests.ts";
import { toQuestionnaireResponse } from "../protocol/questionnaire-response.ts";
import { type EnvelopeDeps, sealNumbered } from "./numbered-envelope.ts";

/** `clinical`: long enough to think again, short enough that the therapist has it before the next session. */
export const TAKE_BACK_SECONDS = 600;

export interface Submitted {
  readonly checkInId: string;
  readonly answers: Answers;
  readonly wish: Wish | null;
  readonly seconds: number | null;
  readonly skipped: number;
  /** Check-ins passed over before it; absent where nobody counted. */
  readonly skippedBefore?: number;
  readonly addOn?: AddOnAnswers;
  /** Null for a check-in by hand. */
  readonly endedAt: number | null;
}

export interface AnswerKeepingDeps extends EnvelopeDeps {
  readonly store: Pick<OutboxStore, "nextSeq" | "enqueue">;
  /** One more session, with the score of what was sent. */
  readonly countHigh: (checkInId: string, score: number | null) => Promise<unknown>;
  /** For the developer's console. */
  readonly complain: (message: string, cause: unknown) => void;
}

type Kept = Answer<"submitAnswers">;

interface CheckedAddOn {
  readonly instrument: Instrument;
  readonly answers: Answers;
}

/** Seals what a client submitted, once, and answers only when it is on disk. */
export function createAnswerKeeping(deps: AnswerKeepingDeps) {
  async function sealAndStore(
    submitted: Omit<Submitted, "addOn">,
    addOn: CheckedAddOn | undefined,
    pairing: Pairing,
    instrument: Instrument,
  ): Promise<EnqueueOutcome | null> {
    const { client, instrument: name, endpoint } = pairing.invite;
    const beside = addOn && {
      addOn: {
        instrument: instrumentKey(addOn.instrument),
        hash: await deps.instrumentHash(addOn.instrument),
        answers: addOn.answers,
      },
    };
    const contents = {
      type: "response",
      bodyOf: (id: string, submittedAt: number) =>
        toQuestionnaireResponse(
          { ...submitted, ...beside, id, client, instrument: name, submittedAt },
          instrument.items,
          addOn?.instrument.items,
        ),
      checkInId: submitted.checkInId,
      endpointId: endpointIdOf(endpoint),
      waitMs: takeBackSecondsOf(pairing) * 1_000,
    } as const;
    return sealNumbered(deps, [pairing, instrument], contents, async (envelope) => {
      const outcome = await deps.store.enqueue(envelope);
      return outcome.kind === "seqTaken" ? null : outcome;
    });
  }

  return {
    async keep(submitted: Submitted): Promise<Kept> {
      const pairing = await deps.pairing();
      const instrument = pairing && (await deps.instrumentOf(pairing.invite));
      if (pairing === null || !instrument) return { kind: "notSaved", reason: "noInvite" };
      const { addOn: beside, ...usual } = submitted;
      const answers = validateAnswers(instrument, usual.answers);
      const addOn = beside && checkAddOn(beside, addOnsOf(pairing.invite, instrument));
      if (answers === null || addOn === null) return { kind: "notSaved", reason: "unknownCheckIn" };
      const outcome = await sealAndStore({ ...usual, answers }, addOn, pairing, instrument);
      if (outcome?.kind === "saved") {
        await deps
          .countHigh(submitted.checkInId, scoreAlliance(instrument, answers))
          .catch((cause: unknown) => deps.complain("A session was not counted.", cause));
      }
      switch (outcome?.kind) {
        case "saved":
        case "alreadySaved":
          return { kind: outcome.kind, id: outcome.entry.id, takeBackUntil: outcome.entry.takeBackUntil };
        case "diskFull":
          return { kind: "notSaved", reason: "diskFull" };
        case "seqTaken":
        case "failed":
        case undefined:
          deps.complain(
            "Answers could not be kept.",
            outcome ?? "A key is gone, or each number was taken by another window.",
          );
          return { kind: "notSaved", reason: "storage" };
      }
    },
  };
}

/** Null where the invite asks no such questions, or what came is no whole answer to them. */
function checkAddOn({ instrument: name, answers }: AddOnAnswers, addOns: readonly Instrument[]): CheckedAddOn | null {
  const instrument = addOns.find((one) => instrumentKey(one) === name);
  const checked = instrument === undefined ? null : validateAnswers(instrument, answers);
  if (instrument === undefined || checked === null || Object.keys(checked).length === 0) return null;
  return isHarmForm(instrument) && !isComplete(instrument, checked) ? null : { instrument, answers: checked };
}

export type AnswerKeeping = ReturnType<typeof createAnswerKeeping>;

export function takeBackSecondsOf({ invite }: Pairing): number {
  return invite.settings.takeBackSeconds ?? TAKE_BACK_SECONDS;
}
