import type { Delivery, HoldReason, RetryReason } from "../../core/outbox/delivery.ts";
import type { LetterReply, PlaceTest, ReadBack } from "../../protocol/place-test.ts";
import type { MessageKey, Translate } from "../../protocol/strings.ts";
import { READING_WORDS } from "./words.ts";

const HOLD_WORDS: Readonly<Record<HoldReason, MessageKey>> = {
  noPermission: "therapistReplyNotAllowed",
  noConsent: "therapistReplyNotAllowed",
  signIn: "therapistReplySignIn",
  wrongKey: "therapistReplyWrongKey",
  keyNotNow: "therapistReplyKeyNotNow",
  moved: "therapistReplyMoved",
  notThere: "therapistReplyNotThere",
  gone: "therapistReplyGone",
  webPage: "therapistReplyWebPage",
  notTheEndpoint: "therapistReplyNotTheEndpoint",
  byHand: "therapistReplyRefused",
};

const RETRY_WORDS: Readonly<Record<RetryReason, MessageKey>> = {
  offline: "therapistReplyNone",
  noReply: "therapistReplyNone",
  busy: "therapistReplyBusy",
  endpointTrouble: "therapistReplyTrouble",
  networkSignIn: "therapistReplyNetwork",
  strangeReply: "therapistReplyStrange",
  full: "therapistReplyFull",
};

/** Said by servers of what they have already. */
const KNOWN: ReadonlySet<number | null> = new Set([409, 412]);

/** What each step of a test came to, one line each. */
export function linesOfTest({ first, second, back }: PlaceTest, t: Translate): readonly string[] {
  return [
    first === null ? t("therapistTestNotSent") : t("therapistTestFirst", replyWords(first, t)),
    ...(second === null ? [] : [t("therapistTestSecond", replyWords(second, t))]),
    backWords(back, t),
  ];
}

function replyWords({ delivery, status }: LetterReply, t: Translate): string {
  const words = t(wordsOf(delivery, status));
  return status === null ? words : t("therapistTestStatus", words, String(status));
}

function wordsOf(delivery: Delivery, status: number | null): MessageKey {
  switch (delivery.kind) {
    case "delivered":
      return KNOWN.has(status) ? "therapistReplyKnown" : "therapistReplyDelivered";
    case "taken":
      return "therapistReplyTaken";
    case "hold":
      return HOLD_WORDS[delivery.reason];
    case "retry":
      return RETRY_WORDS[delivery.reason];
    case "park":
    case "notSent":
      return "therapistReplyRefused";
  }
}

function backWords(back: ReadBack, t: Translate): string {
  switch (back.kind) {
    case "notTried":
      return t("therapistBackByHand");
    case "readable":
      return t("therapistBackReadable", String(back.count));
    case "found":
      return t("therapistBackFound", String(back.copies));
    case "notFound":
      return t("therapistBackNotFound");
    case "altered":
      return t("therapistBackAltered");
    case "failed":
      return t("therapistBackFailed", t(READING_WORDS[back.reason]));
  }
}
