import type { Translate } from "../../protocol/strings.ts";
import { joinSentences } from "../controls/sentences.ts";
import { dayAndTime, time, until } from "./local-words.ts";
import type { EnvelopeView } from "./outbox-view.ts";
import { reasonOfEnvelope, reasonOfUnsealed } from "./reasons.ts";

export interface WordsFacts {
  readonly sending: boolean;
  readonly now: number;
  readonly lang: string;
}

/** How it stands with one envelope, as sentences: why it is here, since when, what comes next. */
export function stateWords(envelope: EnvelopeView, facts: WordsFacts, t: Translate): string {
  const { state, withdrawal, kind } = envelope;
  return joinSentences([
    kind === "withdrawal" ? t("setupStateAsks") : "",
    state === "waiting" ? waitingWords(envelope, facts, t) : otherWords(envelope, state, facts, t),
    withdrawal === "asked" ? t("setupStateAsked") : "",
  ]);
}

function otherWords(
  { byHand, isSealed, reason, settledAt, savedAt }: EnvelopeView,
  state: Exclude<EnvelopeView["state"], "waiting">,
  { lang }: WordsFacts,
  t: Translate,
): string {
  switch (state) {
    case "sending":
      return t("setupStateSending");
    case "parked":
      return t((isSealed ? reasonOfEnvelope : reasonOfUnsealed)(reason ?? "refused"));
    case "delivered":
      return t("setupStateDelivered");
    case "taken":
      return byHand ? t("setupStateSavedByHand", dayAndTime(settledAt ?? savedAt, lang)) : t("setupStateTaken");
  }
}

function waitingWords(envelope: EnvelopeView, facts: WordsFacts, t: Translate): string {
  const { byHand, held, reason } = envelope;
  if (byHand) return t("setupStateByHand");
  if (!facts.sending) return t("setupStateOff");
  if (held !== null)
    return joinSentences([t("setupStateHeld", dayAndTime(held.since, facts.lang)), nextWords(envelope, facts, t)]);
  if (canStillThink(envelope, facts.now)) return thinkingWords(envelope, facts, t);
  const why = t(reason === null ? "setupStateWaiting" : reasonOfEnvelope(reason));
  return joinSentences([why, nextWords(envelope, facts, t)]);
}

function thinkingWords({ takeBackUntil, reason }: EnvelopeView, { lang }: WordsFacts, t: Translate): string {
  const why = reason === null ? "" : t(reasonOfEnvelope(reason));
  return joinSentences([why, t("setupStateTakeBack", time(takeBackUntil ?? 0, lang))]);
}

/** Held back so that it can be taken back; nothing keeps it from leaving after that. */
export function canStillThink({ takeBackUntil }: EnvelopeView, now: number): boolean {
  return takeBackUntil !== null && takeBackUntil > now;
}

function nextWords({ nextTryAt }: EnvelopeView, { now, lang }: WordsFacts, t: Translate): string {
  if (nextTryAt === null) return t("setupStateTryByHand");
  return nextTryAt > now ? t("setupStateNextTry", until(nextTryAt, now, lang)) : "";
}
