/**
 * The file a therapist gives to a practice: what a pilot is counted from, and nothing else. The rule that must not break:
 * what is not named here is refused on reading and cannot be written, so that no score and no text slips in.
 */
import type { AnswerSeconds } from "../core/alliance/answer-time.ts";
import { DIP_ENDS } from "../core/alliance/flags/dip-outcomes.ts";
import { type PilotCheckIn, type PilotClient, type PilotPart, TIME_STEPS_SECONDS } from "../core/practice/pilot.ts";
import { isRecord, type JsonRecord, parseJson } from "./json.ts";

const KIND = "aftersession-practice-export";
const VERSION = 1;
/** One therapist's clients of ten years. */
const MOST_CLIENTS = 5_000;
const MOST_CHECK_INS = 5_000;

/** In no order that tells who came first. */
export function writePracticeExport({ therapist, clients }: PilotPart): string {
  const byCode = clients.toSorted((a, b) => (a.client < b.client ? -1 : 1));
  return `${JSON.stringify({ kind: KIND, v: VERSION, therapist, clients: byCode.map(writtenClient) })}\n`;
}

export type PracticeExportReading =
  | { readonly kind: "read"; readonly part: PilotPart }
  /** `newer`: of a version that this one does not know. */
  | { readonly kind: "refused"; readonly reason: "notAnExport" | "damaged" | "newer" };

export function readPracticeExport(text: string): PracticeExportReading {
  const file = parseJson(text.replace(/^\ufeff/, ""));
  if (!isRecord(file) || file.kind !== KIND) return { kind: "refused", reason: "notAnExport" };
  if (typeof file.v === "number" && file.v > VERSION) return { kind: "refused", reason: "newer" };
  const clients = file.v === VERSION && hasOnly(file, ["kind", "v", "therapist", "clients"]) ? clientsIn(file) : null;
  if (clients === null || !isCode(file.therapist)) return { kind: "refused", reason: "damaged" };
  return { kind: "read", part: { therapist: file.therapist, clients } };
}

function writtenClient({ client, platform, held, checkIns }: PilotClient): PilotClient {
  const written = checkIns.map(({ week, seconds, tense, dip }) => ({ week, seconds, tense, dip }));
  return { client, platform, held, checkIns: written.sort((a, b) => (a.week < b.week ? -1 : 1)) };
}

function clientsIn({ clients }: JsonRecord): readonly PilotClient[] | null {
  if (!Array.isArray(clients) || clients.length > MOST_CLIENTS) return null;
  const read = (clients as readonly unknown[]).map(parseClient);
  const isEachOnce = new Set(read.map((client) => client?.client)).size === read.length;
  return isEachOnce && read.every((client) => client !== null) ? read : null;
}

function parseClient(input: unknown): PilotClient | null {
  if (!isRecord(input) || !hasOnly(input, ["client", "platform", "held", "checkIns"])) return null;
  const { client, platform, held, checkIns } = input;
  if (!isCode(client) || !Array.isArray(checkIns) || checkIns.length > MOST_CHECK_INS) return null;
  if (platform !== null && !isPlatformId(platform)) return null;
  if (held !== null && !isCount(held)) return null;
  const read = (checkIns as readonly unknown[]).map(parseCheckIn);
  return read.every((checkIn) => checkIn !== null) ? { client, platform, held, checkIns: read } : null;
}

function parseCheckIn(input: unknown): PilotCheckIn | null {
  if (!isRecord(input) || !hasOnly(input, ["week", "seconds", "tense", "dip"])) return null;
  const { week, seconds, tense, dip } = input;
  if (typeof week !== "string" || !/^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/.test(week)) return null;
  if (seconds !== null && !isStep(seconds)) return null;
  if (tense !== null && typeof tense !== "boolean") return null;
  const end = dip === null ? null : DIP_ENDS.find((one) => one === dip);
  return end === undefined ? null : { week, seconds, tense, dip: end };
}

function hasOnly(record: JsonRecord, names: readonly string[]): boolean {
  return Object.keys(record).every((name) => names.includes(name));
}

function isCode(input: unknown): input is string {
  return typeof input === "string" && /^[A-Za-z0-9_-]{1,64}$/.test(input);
}

function isPlatformId(input: unknown): input is string {
  return typeof input === "string" && /^[a-z0-9-]{1,64}$/.test(input);
}

function isCount(input: unknown): input is number {
  return typeof input === "number" && Number.isInteger(input) && input >= 0 && input <= MOST_CHECK_INS;
}

function isStep(input: unknown): input is AnswerSeconds {
  return TIME_STEPS_SECONDS.some((step) => step === input);
}
