/**
 * What is inside a sealed envelope: a signed text and, in it, the payload. Parses both from `unknown`; sealing, opening
 * and every proof are in adapters/sealing. The rule that must not break: `p` is signed and verified as the exact text it
 * is, never as what somebody's JSON makes of it.
 */
import { is256Bit, isClientId, isInstrumentName } from "../core/invite/checks.ts";
import { isRecord, type JsonRecord } from "./json.ts";

export type EnvelopeType = "response" | "withdrawn" | "test";

/** Field by field what goes into `p`, in this order. Nothing else may ever be in it. */
export interface EnvelopePayload {
  /** 2: answers to questions beside the usual ones are in it, which a reader of 1 would pass over. */
  readonly v: 1 | 2;
  readonly type: EnvelopeType;
  /** UUIDv4: version 7 would tell the time. Also the name of the file. */
  readonly id: string;
  /**
   * Counts from 1 per client over responses and withdrawals, so that a lost one leaves a gap that can be seen. Of a test
   * it is 1 and means nothing: it would leave a gap wherever a test did not get through.
   */
  readonly seq: number;
  readonly client: string;
  /** The client's Ed25519 public key, base64url. */
  readonly key: string;
  /** Binds `key` to the invite: see `keyMacText`. */
  readonly mac: string;
  /** Fingerprint of the recipients: stops sealing it again for somebody else. */
  readonly to: string;
  /** `name|version|hash`. */
  readonly instrument: string;
  /** When it was submitted, to the minute, UTC. */
  readonly at: string;
  readonly consent: { readonly hash: string; readonly at: string };
  /** FHIR QuestionnaireResponse; for a withdrawal that of the response taken back, emptied; `{}` in a test. */
  readonly body: JsonRecord;
}

export interface SignedText {
  readonly p: string;
  /** Ed25519 over the UTF-8 bytes of `p`, base64url. */
  readonly sig: string;
}

/** Sealed; what a mailbox takes at most. */
export const MAX_ENVELOPE_BYTES = 64 * 1024;
/** Hides how long a comment is. */
export const PADDING_STEP_BYTES = 1024;
/** A check-in without a long comment; what is smaller (a withdrawal, a test) looks the same from outside. */
export const SMALLEST_BYTES = 2048;

/** Spaces up to the next step. */
export function paddingFor(bytes: number): string {
  const steps = Math.ceil(bytes / PADDING_STEP_BYTES);
  return " ".repeat(Math.max(steps * PADDING_STEP_BYTES, SMALLEST_BYTES) - bytes);
}

/** What the invite's secret authenticates, so that a key belongs to whoever held the invite. */
export function keyMacText(client: string, key: string): string {
  return `aftersession-key-1|${client}|${key}`;
}

/** What is hashed into `to`: the order in which recipients are given does not matter. */
export function recipientsText(recipients: readonly string[]): string {
  return [...recipients].sort().join("\n");
}

/** UTC to the minute: as much as anybody needs, and no more. */
export function isoMinute(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16)}:00Z`;
}

/** Its number says whether answers beside the usual ones are in it: neither without the other. */
export function versionFor(body: JsonRecord): EnvelopePayload["v"] {
  return body.contained === undefined ? 1 : 2;
}

export function parseSignedText(input: unknown): SignedText | null {
  if (!isRecord(input)) return null;
  const { p, sig } = input;
  return typeof p === "string" && typeof sig === "string" && SIGNATURE.test(sig) ? { p, sig } : null;
}

/** A whole payload, a payload of a later version, or null. */
export function parseEnvelopePayload(input: unknown): EnvelopePayload | "newerVersion" | null {
  if (!isRecord(input)) return null;
  const { v, type, id, seq, client, key, mac, to, instrument, at, consent, body } = input;
  if (typeof v === "number" && Number.isInteger(v) && v > 2) return "newerVersion";
  if ((v !== 1 && v !== 2) || !isEnvelopeType(type) || !isEnvelopeId(id) || !isSeq(seq)) return null;
  if (!isText(client) || !isClientId(client) || !is256BitText(key) || !is256BitText(mac)) return null;
  if (!is256BitText(to) || !isInstrumentWithHash(instrument) || !isMinute(at)) return null;
  if (!isRecord(consent) || !isConsentHash(consent.hash) || !isMinute(consent.at) || !isRecord(body)) return null;
  const kept = { hash: consent.hash, at: consent.at };
  return { v, type, id, seq, client, key, mac, to, instrument, at, consent: kept, body };
}

export function isEnvelopeId(input: unknown): input is string {
  return isText(input) && /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(input);
}

/** Whether a file may carry this envelope: its id, as stores and browsers write names of files and of second copies. */
export function isFileNameOf(fileName: string, id: string): boolean {
  const name = fileName.replace(/^.*[/\\]/, "");
  return name.startsWith(id) && /^( ?\(\d+\))?(\.age)?(\.txt|\.asc)?$/.test(name.slice(id.length));
}

/** 64 bytes as base64url; the last character carries two bits only. */
const SIGNATURE = /^[A-Za-z0-9_-]{85}[AQgw]$/;

function isText(input: unknown): input is string {
  return typeof input === "string";
}

function isEnvelopeType(input: unknown): input is EnvelopeType {
  return input === "response" || input === "withdrawn" || input === "test";
}

function isSeq(input: unknown): input is number {
  return typeof input === "number" && Number.isSafeInteger(input) && input >= 1;
}

function is256BitText(input: unknown): input is string {
  return isText(input) && is256Bit(input);
}

function isInstrumentWithHash(input: unknown): input is string {
  if (!isText(input)) return false;
  const cut = input.lastIndexOf("|");
  return isInstrumentName(input.slice(0, cut)) && isInstrumentHash(input.slice(cut + 1));
}

export function isInstrumentHash(text: string): boolean {
  return /^[A-Za-z0-9_-]{8,64}$/.test(text);
}

/** SHA-256 as hexadecimal digits or base64url. */
function isConsentHash(input: unknown): input is string {
  return isText(input) && (is256Bit(input) || /^[0-9a-f]{64}$/.test(input));
}

function isMinute(input: unknown): input is string {
  return isText(input) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:00Z$/.test(input) && !Number.isNaN(Date.parse(input));
}
