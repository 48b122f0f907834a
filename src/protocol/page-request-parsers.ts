/**
 * Builds each request of the page door anew from `unknown`. A request that does not fit its row of the table is null and
 * gets no answer; whether its ids exist is the background's business.
 */
import type { Answers, Draft, Wish } from "../core/alliance/answers.ts";
import { CHECK_CHOICES } from "./inbox-check.ts";
import {
  type AddOnAnswers,
  type Ask,
  type PageRequestKind,
  REQUEST_VERSION,
  type RoomAnswer,
} from "./page-requests.ts";

export type PageRequest = {
  readonly [K in PageRequestKind]: { readonly kind: K; readonly ask: Ask<K> };
}[PageRequestKind];

/** Longer than any text item allows, short enough that no message fills the memory. */
export const MAX_TEXT = 20_000;
/** More items than any instrument has. */
const MAX_ITEMS = 200;
const MAX_HOSTS = 10;
/** Of an instrument with its version. */
const MAX_NAME = 100;

type Parsers = { readonly [K in PageRequestKind]: (ask: unknown) => Ask<K> | undefined };

const PARSERS: Parsers = {
  openCheckIn: parseNothing,
  startCheckIn: parseNothing,
  readSetup: parseNothing,
  listWaiting: parseNothing,
  retryNow: parseNothing,
  testConnection: parseNothing,
  listSites: parseNothing,
  listRooms: parseNothing,
  readLog: parseNothing,
  clearLog: parseNothing,
  readUse: parseNothing,
  readLanguage: parseNothing,
  readInboxCheck: parseNothing,
  markInboxSeen: parseNothing,
  setInboxCheck: (ask) => fields(ask, { everyMinutes: isCheckChoice, notify: isBoolean }),
  setLanguage: (ask) => fields(ask, { language: isLanguage }),
  readStory: (ask) => fields(ask, { story: isCount }),
  answerUse: (ask) => fields(ask, { from: isInstant, wasSession: isBoolean }),
  checkInShown: (ask) => fields(ask, { checkInId: isId }),
  putOff: (ask) => fields(ask, { checkInId: isId, how: isPutOff }),
  answerRoom: (ask) => fields(ask, { checkInId: isId, answer: isRoomAnswer }),
  forgetRoom: (ask) => fields(ask, { room: isId }),
  forgetQuietSite: (ask) => fields(ask, { site: isSite }),
  readOutbox: parseNothing,
  readHealth: parseNothing,
  release: oneId,
  withdraw: oneId,
  readSealed: oneId,
  handedOver: oneId,
  sendAgainSince: (ask) => fields(ask, { since: isInstant }),
  setSending: (ask) => fields(ask, { on: isBoolean }),
  takeBack: oneId,
  removeSite: oneId,
  readOwnView: parseNothing,
  openOwnView: parseNothing,
  addOwnViewSite: (ask) => fields(ask, { platform: isIdOrNull, hosts: isHostList }),
  removeOwnViewSite: oneId,
  addSites: (ask) => fields(ask, { platform: isIdOrNull, hosts: isHostList }),
  setOpenByItself: (ask) => fields(ask, { on: isBoolean }),
  setPaused: (ask) => fields(ask, { on: isBoolean }),
  setCountry: (ask) => fields(ask, { country: isId }),
  eraseAll: parseNothing,
  leave: (ask) => fields(ask, { deleteWaiting: isBoolean }),
  acceptInvite: (ask) => fields(ask, { text: isText, consentHash: isHash, openByItself: isBoolean }),
  keepDraft: (ask) => {
    if (!isRecord(ask) || !isId(ask.checkInId)) return undefined;
    const draft = parseDraft(ask.draft);
    return draft === null ? undefined : { checkInId: ask.checkInId, draft };
  },
  submitAnswers: (ask) => {
    if (!isRecord(ask)) return undefined;
    const { checkInId, wish, seconds, skipped } = ask;
    const answers = parseAnswers(ask.answers);
    const addOn = ask.addOn === undefined ? undefined : parseAddOn(ask.addOn);
    if (!isId(checkInId) || answers === null || !isWish(wish) || addOn === null || !isCount(skipped)) return undefined;
    if (seconds !== null && !isCount(seconds)) return undefined;
    return { checkInId, answers, wish, seconds, skipped, ...(addOn !== undefined && { addOn }) };
  },
};

/** On the wire: `{ v: 1, kind, ask }`. */
export function parsePageRequest(input: unknown): PageRequest | null {
  if (!isRecord(input) || input.v !== REQUEST_VERSION || typeof input.kind !== "string") return null;
  if (!Object.hasOwn(PARSERS, input.kind)) return null;
  const kind = input.kind as PageRequestKind;
  const ask = PARSERS[kind](input.ask);
  // The parser of this kind has just built `ask`.
  return ask === undefined ? null : ({ kind, ask } as PageRequest);
}

export function parseDraft(input: unknown): Draft | null {
  if (!isRecord(input)) return null;
  const answers = parseAnswers(input.answers);
  const { keptPrivate, wish } = input;
  if (answers === null || !Array.isArray(keptPrivate) || keptPrivate.length > MAX_ITEMS || !isWish(wish)) return null;
  const kept: readonly unknown[] = keptPrivate;
  return kept.every(isId) ? { answers, keptPrivate: [...kept], wish } : null;
}

function parseAnswers(input: unknown): Answers | null {
  if (!isRecord(input)) return null;
  const entries = Object.entries(input);
  if (entries.length > MAX_ITEMS) return null;
  const answers: Record<string, number | string> = {};
  for (const [item, value] of entries) {
    if (!isId(item)) return null;
    if (typeof value === "number" ? !Number.isFinite(value) : !isText(value)) return null;
    answers[item] = value as number | string;
  }
  return answers;
}

function parseAddOn(input: unknown): AddOnAnswers | null {
  if (!isRecord(input)) return null;
  const { instrument } = input;
  const answers = parseAnswers(input.answers);
  return typeof instrument === "string" && instrument.length <= MAX_NAME && answers !== null
    ? { instrument, answers }
    : null;
}

function parseNothing(ask: unknown): null | undefined {
  return ask === null ? null : undefined;
}

function oneId(ask: unknown): { readonly id: string } | undefined {
  return fields(ask, { id: isId });
}

type Checks = Readonly<Record<string, (value: unknown) => boolean>>;
type Checked<C extends Checks> = {
  readonly [K in keyof C]: C[K] extends (value: unknown) => value is infer T ? T : never;
};

function fields<C extends Checks>(input: unknown, checks: C): Checked<C> | undefined {
  if (!isRecord(input)) return undefined;
  const built: Record<string, unknown> = {};
  for (const [name, check] of Object.entries(checks)) {
    if (!check(input[name])) return undefined;
    built[name] = input[name];
  }
  // Every field of C was just checked.
  return built as Checked<C>;
}

function isRecord(input: unknown): input is Record<string, unknown> {
  return typeof input === "object" && input !== null && !Array.isArray(input);
}

function isId(input: unknown): input is string {
  return typeof input === "string" && /^[A-Za-z0-9._:-]{1,100}$/.test(input);
}

function isIdOrNull(input: unknown): input is string | null {
  return input === null || isId(input);
}

/** As many as one service can need, each no longer than a name can be; whether they may be watched is decided behind. */
function isHostList(input: unknown): input is readonly string[] {
  if (!Array.isArray(input) || input.length === 0 || input.length > MAX_HOSTS) return false;
  return input.every((host: unknown) => typeof host === "string" && host.length <= 260);
}

/** A host, with its port on this machine. */
function isSite(input: unknown): input is string {
  return typeof input === "string" && /^[a-z0-9.:-]{1,260}$/.test(input);
}

function isText(input: unknown): input is string {
  return typeof input === "string" && input.length <= MAX_TEXT;
}

/** SHA-256 as base64url or hexadecimal. */
function isHash(input: unknown): input is string {
  return typeof input === "string" && /^([A-Za-z0-9_-]{43}|[0-9a-f]{64})$/.test(input);
}

/** A folder of _locales, or none. */
function isLanguage(input: unknown): input is string {
  return typeof input === "string" && /^([a-z]{2}(_[A-Z]{2})?)?$/.test(input);
}

function isCheckChoice(input: unknown): input is number | null {
  return input === null || CHECK_CHOICES.includes(input as number);
}

function isBoolean(input: unknown): input is boolean {
  return typeof input === "boolean";
}

function isCount(input: unknown): input is number {
  return typeof input === "number" && Number.isInteger(input) && input >= 0 && input <= 100_000;
}

function isWish(input: unknown): input is Wish | null {
  return input === null || input === "raise" || input === "read";
}

function isPutOff(input: unknown): input is "later" | "skip" | "notASession" {
  return input === "later" || input === "skip" || input === "notASession";
}

function isRoomAnswer(input: unknown): input is RoomAnswer {
  return input === "always" || input === "once" || input === "never" || input === "neverOthers";
}

/** Wall clock, ms. */
function isInstant(input: unknown): input is number {
  return typeof input === "number" && Number.isFinite(input) && input >= 0;
}
