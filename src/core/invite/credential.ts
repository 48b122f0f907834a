/**
 * How much a key can do beyond writing, as far as it can be told from the key and the kind of place alone. What cannot be
 * told is "fine": the endpoint's rights decide it, and docs/endpoints.md says how to set them. The rule that must not
 * break: a key known to read or to open a whole account is never handed to a client.
 */
import type { InviteEndpoint } from "./endpoint.ts";

/** Each has its own sentence: `setupKey…` in the messages. */
export type CredentialWarning =
  /** Members of a CouchDB database read all of it. */
  | "readsDatabase"
  /** Few servers know a WebDAV key that writes and does not read. */
  | "mayReadFolder"
  /** Its scopes say that it reads. */
  | "mayReadServer"
  /** The project's public key, the same for everybody. */
  | "everybodys";

export type CredentialJudgement = "fine" | CredentialWarning | "tooStrong";

/** For whoever shows an invite; an invite with a key that is too strong was refused before. */
export function judgeCredential(endpoint: InviteEndpoint): CredentialJudgement {
  return isTooStrong(endpoint) ? "tooStrong" : warn(endpoint);
}

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
/** SMART scopes that read or search: `patient/*.read`, `user/*.*`, `system/QuestionnaireResponse.cruds`. */
const READING_SCOPE = /(^|\s)(patient|user|system)\/\S+\.(read|\*|c?u?d?r|c?r?u?d?s|c?ru?d?s?)(\?\S*)?(\s|$)/;
/** An account's own folders, which a share is not. */
const OWN_FOLDER = /\/remote\.php\/(?!dav\/public-files\/)/;

function warn({ profile, url, token }: InviteEndpoint): "fine" | CredentialWarning {
  switch (profile) {
    case "webdav":
      return "mayReadFolder";
    case "nextcloud-drop":
      return OWN_FOLDER.test(`${url}/`) ? "mayReadFolder" : "fine";
    case "couchdb":
      return "readsDatabase";
    case "postgrest":
      return token.startsWith("sb_publishable_") || claimOf(token, "role") === "anon" ? "everybodys" : "fine";
    case "r4":
      return READING_SCOPE.test(claimOf(token, "scope")) ? "mayReadServer" : "fine";
    case "mailbox":
    case "azure-sas":
    case "generic":
    case "apps-script":
    case "file":
      return "fine";
  }
}

/** Permission `c`: creates what is not there; cannot read, list, write over or delete. */
function isCreateOnlySignature(signature: string): boolean {
  const parts = signature.split("&");
  const names = parts.map((part) => part.replace(/=.*/, ""));
  // A stored policy (`si`) may grant more than can be seen here.
  const isOpen = names.includes("sig") && !names.includes("si") && new Set(names).size === names.length;
  return isOpen && parts.includes("sp=c");
}

/** What a JWT says of itself; "" for what it does not, or is none. */
function claimOf(token: string, name: string): string {
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
