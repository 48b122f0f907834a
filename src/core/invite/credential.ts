/**
 * Whether a key is known to do more than write, as far as it can be told from the key and the kind of place alone; what is
 * said of one that only may is credential-warning.ts's. The rule that must not break: a key known to read or to open a
 * whole account is never handed to a client.
 */
import type { InviteEndpoint } from "./endpoint.ts";

/** Known to read, or to open a whole account. */
export function isTooStrong({ profile, token }: InviteEndpoint): boolean {
  if (ACCOUNT_KEY.test(token)) return true;
  // Our receiver gives `w.…` to clients; `r.…` lists, reads and deletes.
  if (profile === "mailbox") return token.startsWith("r.");
  if (profile === "azure-sas") return !isCreateOnlySignature(token);
  return profile === "postgrest" && OWNER_ROLE.test(claimOf(token, "role"));
}

/** Keys of whole accounts, by the beginnings their makers gave them: GitHub, GitLab, Slack, Google, Stripe, AWS, Supabase. */
const ACCOUNT_KEY = /^(gh[opsur]_|github_pat_|glpat-|xox[abpr]-|ya29\.|sk_live_|sb_secret_|AKIA[0-9A-Z]{16}$)/;
/** Supabase's roles that no row security holds back. */
const OWNER_ROLE = /^(service_role|supabase_admin|postgres)$/;

/** Permission `c`: creates what is not there; cannot read, list, write over or delete. */
function isCreateOnlySignature(signature: string): boolean {
  const parts = signature.split("&");
  const names = parts.map((part) => part.replace(/=.*/, ""));
  // A stored policy (`si`) may grant more than can be seen here.
  const isOpen = names.includes("sig") && !names.includes("si") && new Set(names).size === names.length;
  return isOpen && parts.includes("sp=c");
}

/** What a JWT says of itself; "" for what it does not, or is none. */
export function claimOf(token: string, name: string): string {
  const [, payload = "", signature] = token.split(".");
  if (signature === undefined) return "";
  return new RegExp(`"${name}"\\s*:\\s*"([^"\\\\]*)"`).exec(asciiOf(payload))?.[1] ?? "";
}

const BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** By hand: the rules run where no `atob` is known. Names of claims and scopes are ASCII. */
function asciiOf(base64url: string): string {
  let [text, bits, held] = ["", 0, 0];
  for (const character of base64url) {
    held = ((held << 6) | BASE64URL.indexOf(character)) & 0xfff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    text += String.fromCharCode((held >> bits) & 0xff);
  }
  return text;
}
