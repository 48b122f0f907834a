/**
 * Whether the endpoint of an invite is one that may be sent to: its address, the form of its key, and that the key is not
 * known to do more than write. The rule that must not break: whatever passes can be put into an address, a header or a
 * body as it is, and means there what it means here.
 */
import type { InviteRefusal } from "./checks.ts";
import { isTooStrong } from "./credential.ts";
import type { InviteEndpoint } from "./endpoint.ts";
import { checkAddressOf, type HostRules } from "./hosts.ts";
import type { Invite } from "./invite.ts";

type EndpointFacts = Pick<Invite, "endpoint" | "mode" | "settings">;

export function checkEndpoint({ endpoint, mode, settings }: EndpointFacts, rules: HostRules): InviteRefusal | null {
  const { adapter, profile, url } = endpoint;
  const isFile = adapter === "file";
  const address = isFile ? ({ kind: "none", local: false } as const) : checkAddressOf(endpoint, rules);
  if (address.kind === "refused") return address.reason;
  if (settings.rehearsal !== undefined && !address.local) return "rehearsalNotAllowed";
  if (!isWellFormed(endpoint) || (isFile && url !== "")) return "notUnderstood";
  if (N8N_TEST.test(url)) return "endpointForTests";
  if (isTooStrong(endpoint)) return "keyTooStrong";
  // A FHIR server reads what it takes; to call that sealed would be a lie.
  if (adapter === "fhir") return mode === "plain" ? null : "sealedNotPossible";
  return mode === "sealed" || profile === "generic" ? null : "plainNotAllowed";
}

/** Lives for 120 seconds while its editor is open (n8n's documentation); afterwards every answer would be held. */
const N8N_TEST = /\/webhook-test\//;
const BOX = /^[A-Za-z0-9_-]{1,64}$/;
/** What RFC 6750 lets a bearer token be; a JWT has up to about a thousand characters. */
const BEARER = /^[A-Za-z0-9._~+/-]{1,2000}=*$/;
/** Printable ASCII; RFC 7617 leaves everything else to luck. */
const PASSWORD = /^[\x20-\x7e]{1,256}$/;
const USER = /^[!-9;-~]{1,128}$/;
const SIGNATURE = /^(?=.{1,1000}$)\w+=[A-Za-z0-9%._~:+/=-]+(&\w+=[A-Za-z0-9%._~:+/=-]+)+$/;
/** Goes into a body that only the script sees; long enough not to be guessed. */
const SCRIPT_KEY = /^[A-Za-z0-9_-]{16,256}$/;
const SCRIPT_ADDRESS = /^https:\/\/script\.google\.com\/(a\/)?macros\/[A-Za-z0-9._/-]+\/exec$/;
const NOTHING = /^$/;

interface KeyRules {
  readonly token: RegExp;
  /** The address may be the key. */
  readonly mayBeEmpty?: true;
  /** Or a name, and a password for a token. */
  readonly mayHaveUser?: true;
  readonly maySign?: true;
  readonly url?: RegExp;
  readonly box?: RegExp;
}

const KEY_RULES: Readonly<Record<InviteEndpoint["profile"], KeyRules>> = {
  mailbox: { token: BEARER, box: BOX },
  webdav: { token: BEARER, mayBeEmpty: true, mayHaveUser: true },
  "nextcloud-drop": { token: PASSWORD, mayBeEmpty: true, mayHaveUser: true },
  couchdb: { token: BEARER, mayHaveUser: true },
  "azure-sas": { token: SIGNATURE },
  generic: { token: BEARER, mayBeEmpty: true, maySign: true },
  "apps-script": { token: SCRIPT_KEY, url: SCRIPT_ADDRESS },
  postgrest: { token: BEARER },
  r4: { token: BEARER, mayBeEmpty: true },
  file: { token: NOTHING },
};

function isWellFormed(endpoint: InviteEndpoint): boolean {
  const { token, mayBeEmpty, mayHaveUser, maySign, url, box } = KEY_RULES[endpoint.profile];
  const user = "user" in endpoint ? endpoint.user : undefined;
  const secret = "secret" in endpoint ? endpoint.secret : undefined;
  if (!(box ?? NOTHING).test(endpoint.box) || !(url ?? /^/).test(endpoint.url)) return false;
  if (secret !== undefined && !(maySign && isWebhookSecret(secret))) return false;
  if (user !== undefined) return mayHaveUser === true && USER.test(user) && PASSWORD.test(endpoint.token);
  return (mayBeEmpty === true && endpoint.token === "") || token.test(endpoint.token);
}

/** Standard Webhooks: 24 to 64 bytes in base64. */
function isWebhookSecret(secret: string): boolean {
  const [, base64 = "", padding = ""] = /^whsec_([A-Za-z0-9+/]+)(={0,2})$/.exec(secret) ?? [];
  const isWhole = (base64.length + padding.length) % 4 === 0;
  const bytes = Math.floor((base64.length * 3) / 4);
  return isWhole && bytes >= 24 && bytes <= 64;
}
