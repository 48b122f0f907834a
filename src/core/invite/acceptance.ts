/**
 * Whether an invite may be accepted now, given whom this client is paired with, and whether accepting it needs a new
 * consent. That it is well formed and rightly signed was found before. The rule that must not break: only the therapist
 * the client is paired with can change a pairing, and never back to an older state.
 */

import type { InviteRefusal } from "./checks.ts";
import type { HeldInvite } from "./held-invite.ts";
import type { Invite } from "./invite.ts";

export interface AcceptanceFacts {
  readonly invite: Invite;
  /** The pairing that is there, or null. */
  readonly current: { readonly invite: HeldInvite } | null;
  readonly nowMs: number;
  /** Whether this version has the instrument; without it every instrument is taken as known. */
  readonly knowsInstrument?: (instrument: string) => boolean;
}

export type AcceptanceDecision =
  | { readonly kind: "first"; readonly invite: Invite }
  /** `invite` is the pairing's from now on, exactly as it was shown: what it does not mention is as usual. */
  | { readonly kind: "update"; readonly invite: Invite; readonly consentAgain: boolean }
  | { readonly kind: "refused"; readonly reason: InviteRefusal };

export function decideInviteAcceptance(facts: AcceptanceFacts): AcceptanceDecision {
  const { invite, current, nowMs, knowsInstrument } = facts;
  if (nowMs > invite.expiresAt) return refused("expired");
  if (knowsInstrument && !knowsInstrument(invite.instrument)) return refused("instrumentUnknown");
  if (current === null) return { kind: "first", invite };
  const before = current.invite;
  if (invite.issuer.key !== before.issuer.key) return refused("foreignIssuer");
  if (invite.client !== before.client) return refused("otherClient");
  if (invite.update === before.update) return refused("alreadyAccepted");
  if (invite.update < before.update) return refused("olderUpdate");
  return { kind: "update", invite, consentAgain: needsConsentAgain(before, invite) };
}

/**
 * Another place, another reader, readable on the way, one more site to watch, other rooms to ask in, or more questions
 * beside the usual ones: what was consented to is not this. Which rooms an earlier invite named is not kept, so any that
 * are named are new.
 */
export function needsConsentAgain(before: HeldInvite, after: Invite): boolean {
  const samePlace = isSamePlace(before.endpoint, after.endpoint);
  const newReader = after.recipients.some((recipient) => !before.recipients.includes(recipient));
  const newSite = after.videoHosts.some((host) => !before.videoHosts.includes(host));
  const newRooms = after.rooms !== undefined || isWider(before.dedicatedHosts, after.dedicatedHosts);
  const newAddOns = isWider(before.addOns, after.addOns);
  return !samePlace || newReader || newSite || newRooms || newAddOns || before.mode !== after.mode;
}

/** Another way of bringing them is another place, too: it may be kept differently, or read. */
function isSamePlace(before: HeldInvite["endpoint"], after: HeldInvite["endpoint"]): boolean {
  return (["adapter", "profile", "url", "box"] as const).every((part) => before[part] === after[part]);
}

function isWider(before: readonly string[] = [], after: readonly string[] = []): boolean {
  return after.some((one) => !before.includes(one));
}

function refused(reason: InviteRefusal): AcceptanceDecision {
  return { kind: "refused", reason };
}
