/**
 * An invite as text: `A1.<packed JSON>.<signature>`, found in whatever a person pasted. Unpacking and signatures are done
 * in adapters/sealing, its JSON is read in invite-json.ts. The rule that must not break: exactly the characters
 * that were signed are handed on, so that nothing can be changed in an invite without its signature failing.
 */
import type { InviteRefusal } from "../core/invite/checks.ts";

/** The project page that helps to install; what follows its `#` never reaches a server. */
export const JOIN_PAGE = "https://aftersession.example/join";
/** With the page's address the link stays below 8 KB, which every chat and mail program passes on whole. */
export const MAX_INVITE_CHARS = 8_000;
/** A pasted mail with the invite in it; nobody's clipboard needs to be searched further. */
const MAX_PASTED_CHARS = 64 * 1024;
/** An Ed25519 signature, 64 bytes, as base64url. */
const SIGNATURE_CHARS = 86;

export interface InviteParts {
  /** What the signature covers: `A1.<payload>`. */
  readonly signed: string;
  readonly payload: string;
  readonly signature: string;
}

export type FoundInvite =
  | { readonly kind: "found"; readonly parts: InviteParts }
  | { readonly kind: "refused"; readonly reason: InviteRefusal };

export function inviteLink(invite: string, page: string = JOIN_PAGE): string {
  return `${page}#${invite}`;
}

/** Finds the invite in a link, a file or a pasted mail: line breaks inside it, quote marks and words around it are fine. */
export function findInvite(pasted: string): FoundInvite {
  if (pasted.length > MAX_PASTED_CHARS) return refused("tooLarge");
  const text = withoutMailMarks(pasted);
  let looksLikeOne: InviteRefusal | null = null;
  const start = new RegExp(START);
  for (let match = start.exec(text); match !== null; match = start.exec(text)) {
    const version = match[1];
    const parts = version === "1" ? readParts(text.slice(start.lastIndex)) : null;
    if (parts !== null) return parts.signed.length > MAX_INVITE_CHARS ? refused("tooLarge") : { kind: "found", parts };
    if (PACKED.test(text.slice(start.lastIndex))) looksLikeOne ??= version === "1" ? "damaged" : "newerVersion";
  }
  return refused(looksLikeOne ?? "notAnInvite");
}

/** `A1.` where a word begins; some chats and mail guards write the `#` before it as `%23`, or that once more as `%2523`. */
const START = /(?:(?<![A-Za-z0-9_-])|(?<=%(?:25)*23))A([1-9]\d{0,2})\./g;
/** White space, and what is invisible: programs put some of it into long words. */
const GAP = "\\s\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff";
const PACKED = /^[A-Za-z0-9_-]{20}/;
const PAYLOAD = new RegExp(`^([A-Za-z0-9_-][A-Za-z0-9_${GAP}-]*)\\.`);
/** Nothing may follow at once that could belong to the signature. */
const SIGNATURE = new RegExp(`^([${GAP}]*[A-Za-z0-9_-]){${SIGNATURE_CHARS}}(?![A-Za-z0-9_-])`);
const GAPS = new RegExp(`[${GAP}]`, "g");

function readParts(text: string): InviteParts | null {
  const [whole, packed] = PAYLOAD.exec(text) ?? [];
  if (whole === undefined || packed === undefined) return null;
  const signature = SIGNATURE.exec(text.slice(whole.length))?.[0];
  if (signature === undefined) return null;
  const payload = packed.replace(GAPS, "");
  return { signed: `A1.${payload}`, payload, signature: signature.replace(GAPS, "") };
}

/** Soft line ends of quoted-printable, and the `>` of an answered mail. */
function withoutMailMarks(text: string): string {
  return text.replace(/=\r?\n/g, "").replace(/\r?\n[ \t]*>[> \t]*/g, "\n");
}

function refused(reason: InviteRefusal): FoundInvite {
  return { kind: "refused", reason };
}
