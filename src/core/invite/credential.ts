/**
 * How much a key can do beyond writing, as far as it can be told from the key and the kind of place alone. What cannot be
 * told is "fine": the endpoint's rights decide it, and docs/endpoints.md says how to set them. The rule that must not
 * break: a key known to read or to open a whole account is never handed to a client.
 */
import type { InviteEndpoint, PostEndpoint, PutEndpoint } from "./endpoint.ts";

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

export function judgeCredential(endpoint: InviteEndpoint): CredentialJudgement {
  if (opensAnAccount(endpoint.token)) return "tooStrong";
  switch (endpoint.adapter) {
    case "put":
      return judgePut(endpoint);
    case "post":
      return judgePost(endpoint);
    case "fhir":
      return READING_SCOPE.test(claimsOf(endpoint.token).scope) ? "mayReadServer" : "fine";
    case "file":
      return "fine";
  }
}

function judgePut({ profile, url, token }: PutEndpoint): CredentialJudgement {
  switch (profile) {
    case "mailbox":
      // Our receiver gives `w.…` to clients; `r.…` lists, reads and deletes.
      return token.startsWith("r.") ? "tooStrong" : "fine";
    case "webdav":
      return "mayReadFolder";
    case "nextcloud-drop":
      return /\/remote\.php\/(?!dav\/public-files\/)/.test(`${url}/`) ? "mayReadFolder" : "fine";
    case "couchdb":
      return "readsDatabase";
    case "azure-sas":
      return isCreateOnlySignature(token) ? "fine" : "tooStrong";
  }
}

function judgePost({ profile, token }: PostEndpoint): CredentialJudgement {
  if (profile !== "postgrest") return "fine";
  const { role } = claimsOf(token);
  if (token.startsWith("sb_secret_") || OWNER_ROLES.has(role)) return "tooStrong";
  return token.startsWith("sb_publishable_") || role === "anon" ? "everybodys" : "fine";
}

/** Supabase's roles that no row security holds back. */
const OWNER_ROLES: ReadonlySet<string> = new Set(["service_role", "supabase_admin", "postgres"]);
/** SMART scopes that read or search: `patient/*.read`, `user/*.*`, `system/QuestionnaireResponse.cruds`. */
const READING_SCOPE = /(^|\s)(patient|user|system)\/\S+\.(read|\*|c?u?d?r|c?r?u?d?s|c?ru?d?s?)(\?\S*)?(\s|$)/;

/** Keys of whole accounts, by the beginnings their makers gave them: GitHub, GitLab, Slack, Google, Stripe, AWS. */
const ACCOUNT_KEY = /^(gh[opsur]_|github_pat_|glpat-|xox[abpr]-|ya29\.|sk_live_|AKIA[0-9A-Z]{16}$)/;

function opensAnAccount(token: string): boolean {
  return ACCOUNT_KEY.test(token);
}

/** Permission `c`: creates what is not there; cannot read, list, write over or delete. */
function isCreateOnlySignature(signature: string): boolean {
  const parts = signature.split("&").map((part) => part.split("="));
  const names = parts.map(([name]) => name);
  const permissions = parts.filter(([name]) => name === "sp").map(([, value]) => value);
  // A stored policy (`si`) may grant more than can be seen here.
  const isOpen = names.includes("sig") && !names.includes("si") && new Set(names).size === names.length;
  return isOpen && permissions.length === 1 && permissions[0] === "c";
}

/** What a JWT says of itself; "" for what it does not, or is none. */
function claimsOf(token: string): { readonly role: string; readonly scope: string } {
  const payload = token.split(".").length === 3 ? asciiOf(token.split(".")[1] ?? "") : "";
  const claim = (name: string): string => new RegExp(`"${name}"\\s*:\\s*"([^"\\\\]*)"`).exec(payload)?.[1] ?? "";
  return { role: claim("role"), scope: claim("scope") };
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
