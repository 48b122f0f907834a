import { checkInvite, type InviteRefusal } from "../../core/invite/checks.ts";
import type { Invite } from "../../core/invite/invite.ts";
import { issuerKeyOf, MAX_INVITE_JSON_BYTES, parseInviteJson } from "../../protocol/invite-json.ts";
import { findInvite } from "../../protocol/invite-text.ts";
import { parseJson } from "../../protocol/json.ts";
import { fromBase64Url, fromUtf8 } from "./bytes.ts";
import { unpack } from "./packing.ts";
import { verifyText } from "./signing.ts";

export interface InviteRules {
  readonly nowMs: number;
  /** Endpoint and video site on this machine: demo and tests only. */
  readonly allowLocalhost: boolean;
}

export type OpenedInvite =
  | { readonly kind: "ok"; readonly invite: Invite }
  | { readonly kind: "refused"; readonly reason: InviteRefusal };

/** Finds, unpacks, verifies and judges an invite in a pasted text, a link or a file; without the check phrase. */
export async function openInvite(text: string, { nowMs, allowLocalhost }: InviteRules): Promise<OpenedInvite> {
  const found = findInvite(text);
  if (found.kind === "refused") return found;
  const { signed, payload, signature } = found.parts;
  const json = await unpackJson(payload);
  if (json === "tooLarge" || json === "damaged") return { kind: "refused", reason: json };
  const issuer = issuerKeyOf(json.value);
  // Without a key to check against the parser still finds the better reason, such as a newer version.
  if (issuer !== null && !(await verifyText(issuer, signed, signature))) {
    return { kind: "refused", reason: "wrongSignature" };
  }
  const parsed = parseInviteJson(json.value);
  if (parsed.kind === "refused") return parsed;
  const reason = checkInvite(parsed.invite, { allowLocalhost }) ?? (nowMs > parsed.invite.expiresAt ? "expired" : null);
  return reason === null ? { kind: "ok", invite: parsed.invite } : { kind: "refused", reason };
}

async function unpackJson(payload: string): Promise<{ readonly value: unknown } | "tooLarge" | "damaged"> {
  const packed = fromBase64Url(payload);
  if (packed === null) return "damaged";
  const unpacked = await unpack(packed, MAX_INVITE_JSON_BYTES);
  if (!(unpacked instanceof Uint8Array)) return unpacked;
  const text = fromUtf8(unpacked);
  return text === null ? "damaged" : { value: parseJson(text) };
}
