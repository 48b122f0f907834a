/**
 * What a practice sets on a therapist's computer by a policy of the browser (managed-schema.json): who reads beside the
 * therapist, whom clients can call, which questions and which place are meant. Each value is checked by itself; one that
 * cannot be used is named and left out. The rule that must not break: a policy fills in and locks, it accepts nothing for
 * anybody, and no key that opens or reads is ever set by it.
 */
import { isAgeRecipient } from "../core/invite/age-recipient.ts";
import { isCrisisLine, isInstrumentName, isIssuerName } from "../core/invite/checks.ts";
import type { InviteEndpoint } from "../core/invite/endpoint.ts";
import { checkEndpointAddress, type HostRules } from "../core/invite/hosts.ts";
import { isRecord } from "./json.ts";
import type { Practice } from "./therapist-records.ts";

/** Of the places that a practice can name for all; the others have an address that is a secret. */
export const MANAGED_PROFILES = ["mailbox", "webdav", "couchdb", "r4"] as const;
export type ManagedProfile = (typeof MANAGED_PROFILES)[number];

/** Where this practice's answers go. Keys are the therapist's to type. */
export interface ManagedEndpoint {
  readonly profile: Extract<InviteEndpoint["profile"], ManagedProfile>;
  readonly url: string;
  /** At a mailbox only; elsewhere "". */
  readonly box: string;
}

/** The names that a policy may use, as the schema and docs/managed.md have them. */
export const MANAGED_NAMES = [
  "practiceName",
  "practiceRecipient",
  "crisisLine",
  "questions",
  "endpointKind",
  "endpointAddress",
  "endpointBox",
] as const;
export type ManagedName = (typeof MANAGED_NAMES)[number];

export interface ManagedValues {
  readonly practice: Practice | null;
  readonly crisisLine: string | null;
  /** `name|version` that is offered first; another may be chosen. */
  readonly questions: string | null;
  readonly endpoint: ManagedEndpoint | null;
  /** What was set and cannot be used, so that the page can say so. */
  readonly unusable: readonly ManagedName[];
}

export const NOTHING_MANAGED: ManagedValues = {
  practice: null,
  crisisLine: null,
  questions: null,
  endpoint: null,
  unusable: [],
};

type Texts = Partial<Readonly<Record<ManagedName, string>>>;
/** What was made of it, and which names were set in vain. */
type Reading<Value> = readonly [value: Value | null, unusable: readonly ManagedName[]];

/** Anything may stand in a policy: nothing of it throws, and nothing of it is guessed. */
export function parseManagedValues(input: unknown, rules: HostRules): ManagedValues {
  if (!isRecord(input)) return NOTHING_MANAGED;
  const set = MANAGED_NAMES.filter((name) => isSet(input[name]));
  const texts: Texts = Object.fromEntries(
    set.flatMap((name) => (typeof input[name] === "string" ? [[name, input[name].trim()]] : [])),
  );
  const [practice, noPractice] = readPractice(texts);
  const [endpoint, noEndpoint] = readEndpoint(texts, rules);
  const [crisisLine, noLine] = readText("crisisLine", texts, isCrisisLine);
  const [questions, noQuestions] = readText("questions", texts, isInstrumentName);
  const bad = new Set([
    ...set.filter((name) => texts[name] === undefined),
    ...noPractice,
    ...noEndpoint,
    ...noLine,
    ...noQuestions,
  ]);
  return { practice, crisisLine, questions, endpoint, unusable: MANAGED_NAMES.filter((name) => bad.has(name)) };
}

/** Chrome gives nothing for a value that is not in the policy; an empty one is how some tools write "not set". */
function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

function readText(name: ManagedName, texts: Texts, isUsable: (text: string) => boolean): Reading<string> {
  const text = texts[name];
  if (text === undefined) return [null, []];
  return isUsable(text) ? [text, []] : [null, [name]];
}

/** Half a reader is none: clients are told a name, and seal to a key. */
function readPractice({ practiceName, practiceRecipient }: Texts): Reading<Practice> {
  if (practiceName === undefined && practiceRecipient === undefined) return [null, []];
  const bad: ManagedName[] = [];
  if (practiceName === undefined || !isIssuerName(practiceName)) bad.push("practiceName");
  if (practiceRecipient === undefined || !isAgeRecipient(practiceRecipient)) bad.push("practiceRecipient");
  if (bad.length > 0 || practiceName === undefined || practiceRecipient === undefined) return [null, bad];
  return [{ name: practiceName, recipient: practiceRecipient }, []];
}

function readEndpoint(
  { endpointKind, endpointAddress, endpointBox = "" }: Texts,
  rules: HostRules,
): Reading<ManagedEndpoint> {
  if (endpointKind === undefined && endpointAddress === undefined) {
    return [null, endpointBox === "" ? [] : ["endpointBox"]];
  }
  const profile = MANAGED_PROFILES.find((one) => one === endpointKind);
  const url = (endpointAddress ?? "").replace(/\/+$/, "");
  const bad: ManagedName[] = [];
  if (profile === undefined) bad.push("endpointKind");
  if (checkEndpointAddress(url, rules).kind === "refused") bad.push("endpointAddress");
  if (profile !== undefined && !(profile === "mailbox" ? BOX : /^$/).test(endpointBox)) bad.push("endpointBox");
  return bad.length > 0 || profile === undefined ? [null, bad] : [{ profile, url, box: endpointBox }, []];
}

/** As the mailbox names its boxes. */
const BOX = /^[A-Za-z0-9_-]{1,64}$/;
