/**
 * Whether the endpoint of an invite is one that may be sent to: its address, the form of its key, and that the key is not
 * known to do more than write. The rule that must not break: whatever passes can be put into an address, a header or a
 * body as it is, and means there what it means here.
 */
import type { InviteRefusal } from "./checks.ts";
import { judgeCredential } from "./credential.ts";
import type { FhirEndpoint, FileEndpoint, InviteEndpoint, PostEndpoint, PutEndpoint } from "./endpoint.ts";
import { checkAddressOf, type HostRules } from "./hosts.ts";
import type { Invite } from "./invite.ts";

type EndpointFacts = Pick<Invite, "endpoint" | "mode" | "settings">;

export function checkEndpoint({ endpoint, mode, settings }: EndpointFacts, rules: HostRules): InviteRefusal | null {
  if (endpoint.adapter === "file") return checkFile(endpoint, mode, settings);
  const address = checkAddressOf(endpoint, rules);
  if (address.kind === "refused") return address.reason;
  if (settings.rehearsal !== undefined && !address.local) return "rehearsalNotAllowed";
  const isWellFormed =
    endpoint.adapter === "put" ? isPut(endpoint) : endpoint.adapter === "post" ? isPost(endpoint) : isFhir(endpoint);
  if (!isWellFormed) return "notUnderstood";
  if (N8N_TEST.test(endpoint.url)) return "endpointForTests";
  if (judgeCredential(endpoint) === "tooStrong") return "keyTooStrong";
  return checkMode(endpoint, mode);
}

/** Lives for 120 seconds while its editor is open (n8n's documentation); afterwards every answer would be held. */
const N8N_TEST = /\/webhook-test\//;

/** A FHIR server reads what it takes; to call that sealed would be a lie. Everything else is sealed, save a message. */
function checkMode({ adapter, profile }: InviteEndpoint, mode: Invite["mode"]): InviteRefusal | null {
  if (adapter === "fhir") return mode === "plain" ? null : "sealedNotPossible";
  const mayBePlain = adapter === "post" && profile === "generic";
  return mode === "sealed" || mayBePlain ? null : "plainNotAllowed";
}

function checkFile({ url, box, token }: FileEndpoint, mode: Invite["mode"], { rehearsal }: Invite["settings"]) {
  if (url + box + token !== "") return "notUnderstood";
  if (rehearsal !== undefined) return "rehearsalNotAllowed";
  return mode === "sealed" ? null : "plainNotAllowed";
}

const BOX = /^[A-Za-z0-9_-]{1,64}$/;
/** What RFC 6750 lets a bearer token be; a JWT has up to about a thousand characters. */
const BEARER = /^[A-Za-z0-9._~+/-]{1,2000}=*$/;
/** Printable ASCII; RFC 7617 leaves everything else to luck. */
const PASSWORD = /^[\x20-\x7e]{1,256}$/;
const USER = /^[!-9;-~]{1,128}$/;
const SIGNATURE = /^[A-Za-z0-9_]+=[A-Za-z0-9%._~:+/=-]+(&[A-Za-z0-9_]+=[A-Za-z0-9%._~:+/=-]+)+$/;
/** Goes into a body that only the script sees; long enough not to be guessed. */
const SCRIPT_KEY = /^[A-Za-z0-9_-]{16,256}$/;
const SCRIPT_ADDRESS = /^https:\/\/script\.google\.com\/(a\/)?macros\/[A-Za-z0-9._/-]+\/exec$/;

function isPut(endpoint: PutEndpoint): boolean {
  const { profile, box, token, user } = endpoint;
  if ((profile === "mailbox") !== BOX.test(box) || (profile !== "mailbox" && box !== "")) return false;
  if (user !== undefined && (!USER.test(user) || profile === "mailbox" || profile === "azure-sas")) return false;
  switch (profile) {
    case "mailbox":
      return BEARER.test(token);
    case "azure-sas":
      return token.length <= 1_000 && SIGNATURE.test(token);
    case "nextcloud-drop":
      return (token === "" && user === undefined) || PASSWORD.test(token);
    case "webdav":
      return token === "" ? user === undefined : isHeaderKey(endpoint);
    case "couchdb":
      return isHeaderKey(endpoint);
  }
}

function isHeaderKey({ user, token }: PutEndpoint): boolean {
  return (user === undefined ? BEARER : PASSWORD).test(token);
}

function isPost({ profile, url, box, token, secret }: PostEndpoint): boolean {
  if (box !== "" || (secret !== undefined && (profile !== "generic" || !isWebhookSecret(secret)))) return false;
  switch (profile) {
    case "generic":
      return token === "" || BEARER.test(token);
    case "apps-script":
      return SCRIPT_ADDRESS.test(url) && SCRIPT_KEY.test(token);
    case "postgrest":
      return BEARER.test(token);
  }
}

function isFhir({ box, token }: FhirEndpoint): boolean {
  return box === "" && (token === "" || BEARER.test(token));
}

/** Standard Webhooks: 24 to 64 bytes in base64. */
function isWebhookSecret(secret: string): boolean {
  const base64 = secret.slice("whsec_".length);
  const bytes = (base64.length / 4) * 3 - (/=*$/.exec(base64)?.[0].length ?? 0);
  return (
    /^whsec_([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(secret) && bytes >= 24 && bytes <= 64
  );
}
