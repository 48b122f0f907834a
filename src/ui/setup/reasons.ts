import type { HoldReason, ParkReason, RetryReason } from "../../core/outbox/delivery.ts";
import type { MessageKey } from "../../protocol/strings.ts";

/** Why nothing goes out to the endpoint at all. */
export const HOLD_REASONS: Readonly<Record<HoldReason, MessageKey>> = {
  noPermission: "reasonHoldNoPermission",
  noConsent: "reasonHoldNoConsent",
  signIn: "reasonHoldSignIn",
  wrongKey: "reasonHoldWrongKey",
  moved: "reasonHoldMoved",
  notThere: "reasonHoldNotThere",
  gone: "reasonHoldGone",
  webPage: "reasonHoldWebPage",
  notTheEndpoint: "reasonHoldNotTheEndpoint",
};

/** Why one envelope stays here while others go on. */
export const PARK_REASONS: Readonly<Record<ParkReason, MessageKey>> = {
  refused: "reasonParkRefused",
  tooLarge: "reasonParkTooLarge",
  otherContent: "reasonParkOtherContent",
  notUnderstood: "reasonParkNotUnderstood",
  unreadable: "reasonParkUnreadable",
};

/** Why the last try did not do, while the next one may. */
export const RETRY_REASONS: Readonly<Record<RetryReason, MessageKey>> = {
  offline: "reasonRetryOffline",
  noReply: "reasonRetryNoReply",
  busy: "reasonRetryBusy",
  endpointTrouble: "reasonRetryEndpointTrouble",
  networkSignIn: "reasonRetryNetworkSignIn",
  strangeReply: "reasonRetryStrangeReply",
  full: "reasonRetryFull",
};

export function reasonOfEnvelope(reason: ParkReason | RetryReason): MessageKey {
  return isParkReason(reason) ? PARK_REASONS[reason] : RETRY_REASONS[reason];
}

function isParkReason(reason: ParkReason | RetryReason): reason is ParkReason {
  return Object.hasOwn(PARK_REASONS, reason);
}

/** The background may refuse for a reason this page is too old to know; the person still gets a sentence. */
export function inviteReason(reason: string): MessageKey {
  return Object.hasOwn(INVITE_REASONS, reason) ? (INVITE_REASONS[reason] ?? "reasonInviteOther") : "reasonInviteOther";
}

const INVITE_REASONS: Readonly<Record<string, MessageKey>> = {};
