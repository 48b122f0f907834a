import messages from "../public/_locales/en/messages.json" with { type: "json" };
import type { InviteRefusal } from "../src/core/invite/checks.ts";
import type { MessageKey } from "../src/protocol/strings.ts";

/** The command was not understood; ends with code 2. */
export class Mistake extends Error {}
/** It was understood, but cannot be done; ends with code 1. */
export class Refusal extends Error {}

/** Why an invite cannot be made, for whoever types the command; the rest cannot happen here. */
export const PROBLEMS: Partial<Record<InviteRefusal, string>> = {
  notUnderstood:
    "A value is out of bounds. Client: letters, digits, - and _. Take-back 0 to 86400 seconds, minimum 60 to 1200.",
  endpointNotHttps: "--endpoint: must begin with https:// (http:// is for localhost only).",
  endpointNotAllowed: "--endpoint: a plain address with a name, such as https://box.example, without ? or #.",
  endpointForTests: "--endpoint: n8n's /webhook-test/ lives for two minutes. Give the address with /webhook/.",
  keyTooStrong:
    "--token: this key can read, or opens more than this one place. A client must have one that only writes.",
  plainNotAllowed: "--plain works with --profile generic only (and is always so with fhir).",
  badRecipient: "--escrow: not an age recipient (age1...), or given twice.",
  noVideoSite: "--video is missing: where do the sessions happen?",
  badVideoSite: "--video: a name such as meet.example, each once, at most ten.",
  badRoom: "--room: the address of a meeting on one of the --video sites, each once, at most ten.",
  rehearsalNotAllowed: "--rehearsal works with an endpoint on this computer only.",
};

export function reasonText(reason: InviteRefusal): string {
  const key = `reasonInvite${reason.charAt(0).toUpperCase()}${reason.slice(1)}`;
  return isMessageKey(key) ? messages[key].message : reason;
}

function isMessageKey(key: string): key is MessageKey {
  return key in messages;
}
