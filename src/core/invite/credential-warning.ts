/**
 * What is said of a key before somebody agrees to it, where it may do more than write and is not refused for it. What
 * cannot be told is "fine": the endpoint's rights decide it, and docs/endpoints.md says how to set them.
 */
import { claimOf, isTooStrong } from "./credential.ts";
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
