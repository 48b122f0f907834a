import type { InviteRefusal } from "../../core/invite/checks.ts";
import type { HoldReason, ParkReason, RetryReason } from "../../core/outbox/delivery.ts";
import type { MessageKey } from "../../protocol/strings.ts";

/** Why nothing goes out to the endpoint at all. */
export const HOLD_REASONS: Readonly<Record<HoldReason, MessageKey>> = {
  noPermission: "reasonHoldNoPermission",
  noConsent: "reasonHoldNoConsent",
  signIn: "reasonHoldSignIn",
  wrongKey: "reasonHoldWrongKey",
  keyNotNow: "reasonHoldKeyNotNow",
  moved: "reasonHoldMoved",
  notThere: "reasonHoldNotThere",
  gone: "reasonHoldGone",
  webPage: "reasonHoldWebPage",
  notTheEndpoint: "reasonHoldNotTheEndpoint",
  byHand: "reasonHoldByHand",
};

/** Why one envelope stays here while others go on. */
export const PARK_REASONS: Readonly<Record<ParkReason, MessageKey>> = {
  refused: "reasonParkRefused",
  tooLarge: "reasonParkTooLarge",
  otherContent: "reasonParkOtherContent",
  notUnderstood: "reasonParkNotUnderstood",
  unreadable: "reasonParkUnreadable",
  undelivered: "reasonParkUndelivered",
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

/** What is not sealed cannot be saved as a file. */
export function reasonOfUnsealed(reason: ParkReason | RetryReason): MessageKey {
  if (reason === "refused") return "reasonParkRefusedPlain";
  return reason === "tooLarge" ? "reasonParkTooLargePlain" : reasonOfEnvelope(reason);
}

function isParkReason(reason: ParkReason | RetryReason): reason is ParkReason {
  return Object.hasOwn(PARK_REASONS, reason);
}

/** Why an invite was not shown, or not accepted. */
export const INVITE_REASONS: Readonly<Record<InviteRefusal, MessageKey>> = {
  notAnInvite: "reasonInviteNotAnInvite",
  damaged: "reasonInviteDamaged",
  tooLarge: "reasonInviteTooLarge",
  newerVersion: "reasonInviteNewerVersion",
  wrongSignature: "reasonInviteWrongSignature",
  notUnderstood: "reasonInviteNotUnderstood",
  expired: "reasonInviteExpired",
  endpointNotHttps: "reasonInviteEndpointNotHttps",
  endpointNotAllowed: "reasonInviteEndpointNotAllowed",
  endpointUnknown: "reasonInviteEndpointUnknown",
  endpointForTests: "reasonInviteEndpointForTests",
  keyTooStrong: "reasonInviteKeyTooStrong",
  badRecipient: "reasonInviteBadRecipient",
  noVideoSite: "reasonInviteNoVideoSite",
  badVideoSite: "reasonInviteBadVideoSite",
  badRoom: "reasonInviteBadRoom",
  plainNotAllowed: "reasonInvitePlainNotAllowed",
  sealedNotPossible: "reasonInviteSealedNotPossible",
  rehearsalNotAllowed: "reasonInviteRehearsalNotAllowed",
  instrumentUnknown: "reasonInviteInstrumentUnknown",
  foreignIssuer: "reasonInviteForeignIssuer",
  otherClient: "reasonInviteOtherClient",
  olderUpdate: "reasonInviteOlderUpdate",
  alreadyAccepted: "reasonInviteAlreadyAccepted",
};

/** The background may refuse for a reason this page does not know; the person still gets a sentence. */
export function inviteReason(reason: string): MessageKey {
  return isInviteRefusal(reason) ? INVITE_REASONS[reason] : "reasonInviteOther";
}

function isInviteRefusal(reason: string): reason is InviteRefusal {
  return Object.hasOwn(INVITE_REASONS, reason);
}
