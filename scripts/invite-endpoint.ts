import type { CredentialWarning } from "../src/core/invite/credential-warning.ts";
import { judgeCredential } from "../src/core/invite/credential-warning.ts";
import type { InviteEndpoint } from "../src/core/invite/endpoint.ts";
import { tidyGivenPlace } from "../src/core/invite/given-address.ts";
import { POST_PROFILES, type PostProfileId } from "../src/core/outbox/post-profile.ts";
import { PUT_PROFILES, type PutProfileId } from "../src/core/outbox/put-profile.ts";
import { Mistake } from "./invite-problems.ts";

/** What the command line says of an endpoint; absent and empty are the same. */
export interface TypedEndpoint {
  readonly profile: string;
  readonly endpoint: string;
  readonly box: string;
  readonly token: string;
  readonly user: string;
  readonly secret: string;
}

export function readEndpoint({ profile, endpoint, box, token, user, secret }: TypedEndpoint): InviteEndpoint {
  const place = { url: endpoint.replace(/\/+$/, ""), box, token };
  if (profile === "file") return { adapter: "file", profile, url: endpoint, box, token };
  if (endpoint === "") throw new Mistake("--endpoint is missing.");
  if (profile === "mailbox" && box === "") throw new Mistake("--box is missing.");
  if (profile === "mailbox" && secret !== "") throw new Mistake(SIGNS);
  if (profile === "fhir") return { adapter: "fhir", profile: "r4", ...place };
  if (isPut(profile))
    return { adapter: "put", profile, ...tidyGivenPlace(profile, place), ...(user !== "" && { user }) };
  if (!isPost(profile)) throw new Mistake(`--profile ${profile} is none of: ${KINDS.join(", ")}.`);
  // A webhook's address is called as it was given out, slash and all.
  const url = profile === "generic" ? asBrowsersWriteIt(endpoint) : place.url;
  return { adapter: "post", profile, ...place, url, ...(secret !== "" && { secret }) };
}

/** A mailbox checks signatures, and the extension signs what goes to webhooks. */
const SIGNS =
  "A client with a secret must sign, which is done for webhooks: --profile generic --endpoint https://HOST/m/BOX, without --box.";

const KINDS = [...Object.keys(PUT_PROFILES), ...Object.keys(POST_PROFILES), "fhir", "file"];

function asBrowsersWriteIt(address: string): string {
  return URL.canParse(address) && /^https:\/\/[^/]+:443\//.test(address) ? new URL(address).href : address;
}

function isPut(profile: string): profile is PutProfileId {
  return Object.hasOwn(PUT_PROFILES, profile);
}

function isPost(profile: string): profile is PostProfileId {
  return Object.hasOwn(POST_PROFILES, profile);
}

/** What each kind must be given; said when one of its values is not what it can be. */
export const NEEDS: Readonly<Record<InviteEndpoint["profile"], string>> = {
  mailbox: "a mailbox needs --endpoint, --box (letters, digits, - and _) and --token, the client's own (w.…).",
  webdav: "a WebDAV folder needs --endpoint, and --token alone, --user with --token, or neither.",
  "nextcloud-drop": "a file drop needs --endpoint, its link, and --token if it has a password.",
  couchdb: "CouchDB needs --endpoint with the database, and --token, mostly with --user.",
  "azure-sas": "Azure needs --endpoint, the container, and --token, its signature (sp=c&…&sig=…).",
  generic: "a webhook needs --endpoint; --token and --secret (whsec_ and 24 to 64 bytes in base64) if it checks them.",
  "apps-script":
    "Apps Script needs --endpoint (https://script.google.com/macros/s/…/exec) and --token, 16 characters or more.",
  postgrest: "PostgREST needs --endpoint and --token.",
  r4: "a FHIR server needs --endpoint, and --token if it checks one.",
  file: "a file takes no --endpoint, --box or --token.",
};

const WARNINGS: Readonly<Record<CredentialWarning, string>> = {
  readsDatabase:
    "a member of a CouchDB database reads all of it. Use one database per client; what lies there is sealed.",
  mayReadFolder:
    "a key to a WebDAV folder mostly reads and deletes there as well. Allow it PUT alone (docs/endpoints.md).",
  mayReadServer: "the scopes of this token read or search. Ask the server for one that creates and updates, no more.",
  everybodys: "this is the project's public key: it cannot be taken from one client alone.",
};

/** What the maker of an invite has to know of the key in it; null when there is nothing. */
export function warningOf(endpoint: InviteEndpoint): string | null {
  const judged = judgeCredential(endpoint);
  return judged === "fine" || judged === "tooStrong" ? null : `Note: ${WARNINGS[judged]}`;
}
