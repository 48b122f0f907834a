import { checkInvite } from "../../core/invite/checks.ts";
import type { Invite } from "../../core/invite/invite.ts";
import { inviteToJson } from "../../protocol/invite-writing.ts";
import { toBase64Url, toUtf8 } from "./bytes.ts";
import { type CheckPhrase, checkPhrase } from "./check-phrase.ts";
import { issuerSigningKey } from "./issuer-key.ts";
import { type InviteRules, type OpenedInvite, openInvite } from "./open-invite.ts";
import { pack } from "./packing.ts";
import { signText } from "./signing.ts";
import type { TherapistKey } from "./therapist-key.ts";

/** Everything but who signs. */
export type InviteFacts = Omit<Invite, "issuer">;

/** The invite as the therapist's key would sign it: for `checkInvite` and `checkPhrase` before it is made. */
export function inviteOf(facts: InviteFacts, key: TherapistKey): Invite {
  const expiresAt = Math.floor(facts.expiresAt / 1000) * 1000;
  return { ...facts, expiresAt, issuer: { name: key.name, key: key.issuerPublic } };
}

/** Signs an invite: `A1.…`. Throws for one that no client could accept; ask `checkInvite` first where a person typed. */
export async function makeInvite(facts: InviteFacts, key: TherapistKey): Promise<string> {
  const invite = inviteOf(facts, key);
  const refusal = checkInvite(invite, { allowLocalhost: true });
  if (refusal !== null) throw new RangeError(`An invite that would be refused: ${refusal}`);
  const signed = `A1.${toBase64Url(await pack(toUtf8(JSON.stringify(inviteToJson(invite)))))}`;
  return `${signed}.${await signText(await issuerSigningKey(key), signed)}`;
}

export type ReadInvite =
  | { readonly kind: "ok"; readonly invite: Invite; readonly phrase: CheckPhrase }
  | Extract<OpenedInvite, { readonly kind: "refused" }>;

/** Opens an invite and works out its check phrase; takes about a tenth of a second on purpose. */
export async function readInvite(text: string, rules: InviteRules): Promise<ReadInvite> {
  const opened = await openInvite(text, rules);
  if (opened.kind === "refused") return opened;
  return { ...opened, phrase: await checkPhrase(opened.invite) };
}
