import type { OutsideContacts } from "../../core/alliance/outside-route.ts";
import { checkInvite } from "../../core/invite/checks.ts";
import type { HostRules } from "../../core/invite/hosts.ts";
import type { Invite } from "../../core/invite/invite.ts";
import type { ClientRecord } from "../../protocol/therapist-records.ts";
import { type CheckPhrase, checkPhrase } from "./check-phrase.ts";
import { type InviteFacts, inviteOf, makeInvite } from "./invite.ts";
import { openInvite } from "./open-invite.ts";
import { recipientFingerprint } from "./seal-envelope.ts";
import type { TherapistKey } from "./therapist-key.ts";

interface SignedInvite {
  readonly planned: Invite;
  readonly invite: string;
  readonly phrase: CheckPhrase;
}

/** Null for an invite no client could accept. */
export async function signInvite(
  facts: InviteFacts,
  key: TherapistKey,
  rules: HostRules,
): Promise<SignedInvite | null> {
  const planned = inviteOf(facts, key);
  if (checkInvite(planned, rules) !== null) return null;
  const [invite, phrase] = await Promise.all([makeInvite(facts, key), checkPhrase(planned)]);
  // Questions that an invite brings along may be longer than one can be.
  const opened = await openInvite(invite, { ...rules, nowMs: 0 });
  if (opened.kind === "refused") return null;
  return { planned, invite, phrase };
}

export interface UpdateFacts {
  readonly recipients: readonly string[];
  readonly practice: string | null;
  readonly expiresAt: number;
  /** What is asked beside the set from now on; undefined leaves it as it was. */
  readonly beside?: { readonly addOns: readonly string[]; readonly outside: OutsideContacts | null } | undefined;
}

/**
 * The client's last invite with other readers, or others of the questions that stand beside its set, and the next number,
 * as the record to keep of it: place, sites, rooms and secret stay. Null where that invite is not here, or was signed by a key the client has not pinned.
 */
export async function updateClient(
  record: ClientRecord,
  { recipients, practice, expiresAt, beside }: UpdateFacts,
  key: TherapistKey,
  rules: HostRules,
): Promise<ClientRecord | null> {
  const before = record.invite === null ? null : await openInvite(record.invite, { ...rules, nowMs: 0 });
  if (before?.kind !== "ok" || before.invite.issuer.key !== key.issuerPublic) return null;
  const { issuer: _, practice: _before, addOns, outside, ...kept } = before.invite;
  const asked = besideFacts(beside ?? { addOns: addOns ?? [], outside: outside ?? null });
  const facts = {
    ...kept,
    ...asked,
    update: record.update + 1,
    recipients,
    expiresAt,
    ...(practice !== null && { practice }),
  };
  const signed = await signInvite(facts, key, rules);
  if (signed === null) return null;
  const { planned, invite, phrase } = signed;
  const earlier = [record.recipients, ...(record.earlier ?? [])];
  const to = await recipientFingerprint(recipients);
  return { ...record, recipients, earlier, to, update: facts.update, expiresAt: planned.expiresAt, invite, phrase };
}

/** The parts of an invite that say so; absent where there is nothing to say. */
export function besideFacts({ addOns, outside }: NonNullable<UpdateFacts["beside"]>) {
  return { ...(addOns.length > 0 && { addOns }), ...(outside !== null && { outside }) };
}
