import type { OutsideContacts } from "../../core/alliance/outside-route.ts";
import { checkInvite } from "../../core/invite/checks.ts";
import type { InviteEndpoint } from "../../core/invite/endpoint.ts";
import type { HostRules } from "../../core/invite/hosts.ts";
import type { Invite } from "../../core/invite/invite.ts";
import { placeMarkOf } from "../../protocol/place.ts";
import type { ClientRecord } from "../../protocol/therapist-records.ts";
import { random256 } from "./bytes.ts";
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
  /** Where to from now on; as before where nothing is said. */
  readonly endpoint?: InviteEndpoint;
  readonly mode?: Invite["mode"];
  /** What is asked beside the set from now on; undefined leaves it as it was. */
  readonly beside?: Beside | undefined;
}

/** Definitions of what stands beside a client's set, and whom they can turn to outside. */
export interface Beside {
  readonly addOns: readonly string[];
  readonly outside: OutsideContacts | null;
}

/**
 * The client's last invite with other readers, or others of the questions that stand beside its set, and the next number,
 * as the record to keep of it: sites, rooms and secret stay, and the place unless another is named. Null where that invite
 * is not here, or was signed by a key the client has not pinned.
 */
export async function updateClient(
  record: ClientRecord,
  { recipients, practice, expiresAt, beside, ...place }: UpdateFacts,
  key: TherapistKey,
  rules: HostRules,
): Promise<ClientRecord | null> {
  const before = record.invite === null ? null : await openInvite(record.invite, { ...rules, nowMs: 0 });
  if (before?.kind !== "ok" || before.invite.issuer.key !== key.issuerPublic) return null;
  const { issuer: _, practice: _before, addOns, outside, ...kept } = before.invite;
  const asked = besideFacts(beside ?? { addOns: addOns ?? [], outside: outside ?? null });
  const readers = { recipients, expiresAt, ...(practice !== null && { practice }) };
  const facts = { ...kept, ...asked, ...place, update: record.update + 1, ...readers };
  const signed = await signInvite(facts, key, rules);
  if (signed === null) return null;
  const { planned, invite, phrase } = signed;
  const earlier = [record.recipients, ...(record.earlier ?? [])];
  const to = await recipientFingerprint(recipients);
  return { ...record, recipients, earlier, to, update: facts.update, expiresAt: planned.expiresAt, invite, phrase };
}

/** The parts of an invite that say so; absent where there is nothing to say. */
export function besideFacts({ addOns, outside }: Beside) {
  return { ...(addOns.length > 0 && { addOns }), ...(outside !== null && { outside }) };
}

/**
 * The client's last invite under a new pseudonym with a new secret, as the record to keep of it: place, sites, rooms and
 * questions stay, those beside them, too. Null where that invite is not here, or no client could accept it any more.
 */
export async function followClient(
  record: ClientRecord,
  { recipients, practice, expiresAt, now }: Omit<UpdateFacts, "beside"> & { readonly now: number },
  key: TherapistKey,
  rules: HostRules,
): Promise<ClientRecord | null> {
  const before = record.invite === null ? null : await openInvite(record.invite, { ...rules, nowMs: 0 });
  if (before?.kind !== "ok") return null;
  const { issuer: _, practice: _before, ...kept } = before.invite;
  const [client, secret] = [crypto.randomUUID(), random256()];
  const facts = { ...kept, update: 1, client, secret, recipients, expiresAt, ...(practice !== null && { practice }) };
  const signed = await signInvite(facts, key, rules);
  if (signed === null) return null;
  const { planned, invite, phrase } = signed;
  const { label, videoHosts, language, place, instrument, addOnNames } = record;
  return {
    client,
    secret,
    label,
    recipients,
    update: 1,
    pinnedKey: null,
    follows: record.client,
    ...(language !== undefined && { language }),
    ...(place !== undefined && { place }),
    ...(instrument !== undefined && { instrument }),
    ...(addOnNames !== undefined && { addOnNames }),
    to: await recipientFingerprint(recipients),
    videoHosts,
    invitedAt: now,
    expiresAt: planned.expiresAt,
    invite,
    phrase,
  };
}

/** The place that the last invite names, as `placeMarkOf` has it; null where the invite is elsewhere. */
export async function placeMarkIn({ invite }: ClientRecord, rules: HostRules): Promise<string | null> {
  const opened = invite === null ? null : await openInvite(invite, { ...rules, nowMs: 0 });
  if (opened?.kind !== "ok") return null;
  const { endpoint, mode } = opened.invite;
  // Before places were noted there were mailboxes only, and each client had a token of their own.
  return placeMarkOf({ endpoint: { ...endpoint, token: "" }, mode, reading: { kind: "hand" } });
}
