import type { Answers, Wish } from "../core/alliance/answers.ts";
import type { Instrument } from "../core/alliance/instrument.ts";
import { findInstrument } from "../core/alliance/instruments/index.ts";
import { validateAnswers } from "../core/alliance/validate-answers.ts";
import type { EnqueueOutcome, OutboxStore } from "../core/outbox/outbox-store.ts";
import { endpointIdOf, type Pairing } from "../core/outbox/pairing.ts";
import { type EnvelopePayload, isoMinute } from "../protocol/envelope.ts";
import type { Answer } from "../protocol/page-requests.ts";
import { toQuestionnaireResponse } from "../protocol/questionnaire-response.ts";

/** `clinical`: long enough to think again, short enough that the therapist has it before the next session. */
export const TAKE_BACK_SECONDS = 600;
/** Two windows that send in the same instant need two; more than that is a fault worth showing. */
export const MAX_SEALINGS = 5;

export interface Submitted {
  readonly checkInId: string;
  readonly answers: Answers;
  readonly wish: Wish | null;
  readonly seconds: number;
  readonly skipped: number;
  /** Null for a check-in by hand. */
  readonly endedAt: number | null;
}

export interface AnswerKeepingDeps {
  readonly pairing: () => Promise<Pairing | null>;
  /** What is kept of a payload: sealed, or hidden where the invite says plain. Null where a key for it is gone. */
  readonly seal: (payload: Omit<EnvelopePayload, "v" | "to">, invite: Pairing["invite"]) => Promise<Uint8Array | null>;
  readonly store: Pick<OutboxStore, "nextSeq" | "enqueue">;
  readonly instrumentHash: (instrument: Instrument) => Promise<string>;
  readonly newId: () => string;
  readonly now: () => number;
  /** For the developer's console. */
  readonly complain: (message: string, cause: unknown) => void;
}

type Kept = Answer<"submitAnswers">;

/** Seals what a client submitted, once, and answers only when it is on disk. */
export function createAnswerKeeping(deps: AnswerKeepingDeps) {
  async function payloadOf(submitted: Submitted, pairing: Pairing, instrument: Instrument) {
    const { invite, publicKey, mac, consentHash, acceptedAt } = pairing;
    const [id, submittedAt, hash] = [deps.newId(), deps.now(), await deps.instrumentHash(instrument)];
    const response = { ...submitted, id, client: invite.client, instrument: invite.instrument, submittedAt };
    return {
      type: "response" as const,
      id,
      client: invite.client,
      key: publicKey,
      mac,
      instrument: `${invite.instrument}|${hash}`,
      at: isoMinute(submittedAt),
      consent: { hash: consentHash, at: isoMinute(acceptedAt) },
      body: toQuestionnaireResponse(response, instrument.items),
    };
  }

  async function sealAndStore(submitted: Submitted, pairing: Pairing, instrument: Instrument): Promise<EnqueueOutcome> {
    const { invite, consentHash } = pairing;
    const unnumbered = await payloadOf(submitted, pairing, instrument);
    const createdAt = deps.now();
    let outcome: EnqueueOutcome = { kind: "seqTaken" };
    for (let sealing = 0; sealing < MAX_SEALINGS && outcome.kind === "seqTaken"; sealing++) {
      const seq = await deps.store.nextSeq(invite.client);
      const bytes = await deps.seal({ ...unnumbered, seq }, invite);
      if (bytes === null) return { kind: "failed", cause: "The signing key is gone." };
      outcome = await deps.store.enqueue({
        id: unnumbered.id,
        checkInId: submitted.checkInId,
        seq,
        client: invite.client,
        endpointId: endpointIdOf(invite.endpoint),
        consentHash,
        bytes,
        ...(invite.mode === "plain" && { plain: true }),
        createdAt,
        notBefore: createdAt + takeBackSecondsOf(pairing) * 1_000,
      });
    }
    return outcome;
  }

  return {
    async keep(submitted: Submitted): Promise<Kept> {
      const pairing = await deps.pairing();
      const instrument = pairing && findInstrument(pairing.invite.instrument);
      if (pairing === null || !instrument) return { kind: "notSaved", reason: "noInvite" };
      const answers = validateAnswers(instrument, submitted.answers);
      if (answers === null) return { kind: "notSaved", reason: "unknownCheckIn" };
      const outcome = await sealAndStore({ ...submitted, answers }, pairing, instrument);
      switch (outcome.kind) {
        case "saved":
        case "alreadySaved":
          return { kind: outcome.kind, id: outcome.entry.id, takeBackUntil: outcome.entry.takeBackUntil };
        case "diskFull":
          return { kind: "notSaved", reason: "diskFull" };
        case "seqTaken":
          return { kind: "notSaved", reason: "storage" };
        case "failed":
          deps.complain("The outbox could not be written.", outcome.cause);
          return { kind: "notSaved", reason: "storage" };
      }
    },
  };
}
export type AnswerKeeping = ReturnType<typeof createAnswerKeeping>;

export function takeBackSecondsOf({ invite }: Pairing): number {
  return invite.settings.takeBackSeconds ?? TAKE_BACK_SECONDS;
}
