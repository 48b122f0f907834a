import type { Answers, Wish } from "../../core/alliance/answers.ts";
import { type FacetScores, scoreFacets } from "../../core/alliance/facet-scores.ts";
import { isWarning } from "../../core/alliance/harm-answers.ts";
import type { Instrument } from "../../core/alliance/instrument.ts";
import { findInstrument } from "../../core/alliance/instruments/index.ts";
import { scoreAlliance } from "../../core/alliance/score.ts";
import { validateAnswers } from "../../core/alliance/validate-answers.ts";
import type { EnvelopePayload } from "../../protocol/envelope.ts";
import type { EnvelopeContent } from "../../protocol/envelope-content.ts";
import type { CheckInResponse, ReceivedAddOn } from "../../protocol/questionnaire-response.ts";
import { listWithdrawn, type SortedOut, sortOutReceived } from "../../protocol/received.ts";

/** One response, opened and proven to be its client's. */
export interface ReceivedResponse {
  readonly id: string;
  readonly client: string;
  readonly seq: number;
  /** When the session ended, or the check-in was submitted where that is all that is known. */
  readonly at: number;
  readonly submittedAt: number;
  /** Null for a check-in by hand. */
  readonly endedAt: number | null;
  /** Rounded up to a step; null where it was not timed. */
  readonly seconds: number | null;
  /** Skipped and kept private alike. */
  readonly skipped: number;
  /** Check-ins passed over since the last one that was answered; absent where there were none. */
  readonly skippedBefore?: number;
  /** Which text was agreed to, and when; null where nobody passed it on. */
  readonly consent: EnvelopePayload["consent"] | null;
  /** Null where this version does not know it: nothing is scored then. */
  readonly instrument: Instrument | null;
  readonly instrumentName: string;
  readonly answers: Answers;
  readonly wish: Wish | null;
  readonly scores: FacetScores;
  readonly allianceScore: number | null;
  /** False: it came plain from a server, and nothing but that server says who wrote it. */
  readonly signed?: boolean;
  /** What was sent of questions beside the usual ones; absent where nothing was. */
  readonly addOn?: SentAddOn;
}

export interface SentAddOn {
  /** Null where its definition is not here. */
  readonly instrument: Instrument | null;
  readonly instrumentName: string;
  readonly hash: string;
  readonly answers: Answers;
  /** A yes to a question about harm: a flag, whether or not the words are here. */
  readonly warned: boolean;
}

/** Why a file could not be opened or proven: the sealing's own list. */
export type OpeningRefusal =
  | "tooLarge"
  | "notSealed"
  | "otherKey"
  | "damaged"
  | "notUnderstood"
  | "newerVersion"
  | "otherRecipients"
  | "unknownClient"
  | "wrongMac"
  | "secondKey"
  | "wrongSignature"
  | "otherName";
/** Or why one that was is no response to look at. */
export type SetAsideReason = OpeningRefusal | "repeated" | "takenBack" | "test";

/** What opening one file came to. */
export type OpenedFile = {
  readonly name: string;
  readonly arrivedAt: number;
} & (
  | {
      readonly kind: "opened";
      readonly id: string;
      readonly client: string;
      readonly seq: number;
      /** Fingerprint of the recipients it was sealed for; "" where it was not sealed. */
      readonly to: string;
      readonly consent?: EnvelopePayload["consent"];
      readonly content: EnvelopeContent;
    }
  /** `client` is what the file claims; nothing of it was proven. */
  | { readonly kind: "refused"; readonly reason: OpeningRefusal; readonly client: string | null }
);
type Opened = Extract<OpenedFile, { kind: "opened" }>;

/** A file that is no response to look at, and why. */
export interface SetAside {
  readonly name: string;
  readonly arrivedAt: number;
  /** Whose it is, or says it is; null where nothing could be read. */
  readonly client: string | null;
  readonly reason: SetAsideReason;
}

export interface Inbox {
  /** Newest first. */
  readonly responses: readonly ReceivedResponse[];
  /** Newest first. Nothing that came is in neither list, but for what asks to set a response aside. */
  readonly setAside: readonly SetAside[];
  readonly gaps: SortedOut<never>["gaps"];
  readonly sameNumber: SortedOut<never>["sameNumber"];
  /** `client|to` of all that was opened: for which keys each client is known to seal. */
  readonly sealedFor: ReadonlySet<string>;
  /** Files that are still sealed because opening was stopped. While there are any, no gap is told. */
  readonly unopened?: number;
}

/** By `name|version`, what ships and what was brought here. */
type FindInstrument = (key: string) => Instrument | null;

const EMPTY_SCORES: FacetScores = { bond: null, goals: null, tasks: null };

/** Each response once, everything else with its reason. `files` come in the order in which they arrived. */
export function sortInbox(files: readonly OpenedFile[], find: FindInstrument = findInstrument): Inbox {
  // Signed ones first: a copy that nobody signed does not push them out, nor take them back.
  const opened = files
    .filter((file) => file.kind === "opened")
    .sort((a, b) => Number(isSigned(b)) - Number(isSigned(a)));
  const { kept, repeated, gaps, sameNumber } = sortOutReceived(opened.filter((file) => !isTest(file)));
  const withdrawn = listWithdrawn(kept);
  const provenWithdrawn = listWithdrawn(kept.filter(isSigned));
  const isTakenBack = (file: Opened): boolean =>
    (isSigned(file) ? provenWithdrawn : withdrawn).has(`${file.client}|${file.id}`);
  const responses = kept.flatMap((file) =>
    file.content.kind === "response" && !isTakenBack(file) ? [receivedResponse(file, file.content.response, find)] : [],
  );
  const setAside: readonly SetAside[] = [
    ...files.flatMap((file) =>
      file.kind === "refused" ? [{ ...placeOf(file), client: file.client, reason: file.reason }] : [],
    ),
    ...repeated.map((file) => ({ ...placeOf(file), client: file.client, reason: "repeated" as const })),
    // Of a tried connection: no answers in it, and no number of its own.
    ...opened.filter(isTest).map((file) => ({ ...placeOf(file), client: file.client, reason: "test" as const })),
    ...kept
      .filter((file) => file.content.kind === "response" && isTakenBack(file))
      .map((file) => ({ ...placeOf(file), client: file.client, reason: "takenBack" as const })),
  ];
  return {
    responses: responses.sort((a, b) => b.at - a.at || b.seq - a.seq),
    setAside: [...setAside].sort((a, b) => b.arrivedAt - a.arrivedAt),
    gaps,
    sameNumber,
    sealedFor: new Set(opened.map(({ client, to }) => `${client}|${to}`)),
  };
}

/** What came in plain, over a server that is trusted with it, is for no key. */
function isSigned({ to }: Pick<Opened, "to">): boolean {
  return to !== "";
}

function isTest({ content }: Opened): boolean {
  return content.kind === "test";
}

export function responsesOf(inbox: Inbox, client: string): readonly ReceivedResponse[] {
  return inbox.responses.filter((response) => response.client === client);
}

function placeOf({ name, arrivedAt }: OpenedFile): { readonly name: string; readonly arrivedAt: number } {
  return { name, arrivedAt };
}

function receivedResponse(
  { seq, to, consent = null }: Pick<Opened, "seq" | "to"> & { readonly consent?: ReceivedResponse["consent"] },
  response: CheckInResponse,
  find: FindInstrument,
): ReceivedResponse {
  const { id, client, wish, endedAt, submittedAt, seconds, skipped, skippedBefore } = response;
  const { instrument: instrumentName } = response;
  const instrument = find(instrumentName);
  const checked = instrument === null ? null : validateAnswers(instrument, response.answers);
  const beside = response.addOn && { addOn: sentAddOn(response.addOn, find) };
  const counted = { seconds, skipped, ...(skippedBefore !== undefined && { skippedBefore }) };
  const sent = { submittedAt, endedAt, ...counted, consent, signed: isSigned({ to }) };
  const frame = { id, client, seq, at: endedAt ?? submittedAt, ...sent, instrumentName, wish, ...beside };
  // Answers that do not fit their questions are shown as they came, and never scored.
  if (instrument === null || checked === null) {
    return { ...frame, instrument: null, answers: response.answers, scores: EMPTY_SCORES, allianceScore: null };
  }
  return {
    ...frame,
    instrument,
    answers: checked,
    scores: scoreFacets(instrument, checked),
    allianceScore: scoreAlliance(instrument, checked),
  };
}

function sentAddOn({ instrument: instrumentName, hash, answers }: ReceivedAddOn, find: FindInstrument): SentAddOn {
  const found = find(instrumentName);
  const checked = found && validateAnswers(found, answers);
  // What does not fit the words that are here is shown without them.
  const instrument = checked && found;
  return { instrument, instrumentName, hash, answers: checked ?? answers, warned: isWarning(instrumentName, answers) };
}
