import { type Flag, rankOf } from "../../core/alliance/flags/flag.ts";
import type { SilenceFacts } from "../../core/alliance/flags/silence.ts";
import type { GuessedItem } from "../../core/alliance/guess.ts";
import type { Instants } from "../../protocol/client-marks.ts";
import type { ClientFlags } from "./client-flags.ts";
import type { ReceivedResponse } from "./inbox.ts";
import { textsOf } from "./words.ts";

/** Something to ask a client about, and the facts it stands on. */
export type Ask =
  | { readonly kind: "flag"; readonly flag: Flag }
  /** The client wants it brought up. */
  | { readonly kind: "wish" }
  /** Words for next time. */
  | { readonly kind: "words"; readonly toRead: boolean }
  /** The therapist thought it went better. */
  | { readonly kind: "gap"; readonly items: readonly GuessedItem[] }
  | { readonly kind: "silence"; readonly facts: SilenceFacts }
  /** Of a session shortly before the newest, not talked about yet. */
  | { readonly kind: "earlier"; readonly flag: Flag; readonly session: string; readonly at: number };

/** What the client asked for stands before what was calculated, after a session that was not easy by itself. */
const WISH_RANK = 2.5;
const GAP_RANK = 5.3;
/** Before good news. */
const SILENCE_RANK = 5.6;
const WORDS_RANK = 5.8;
/** What is open from before comes after everything new. */
const EARLIER_RANK = 10;
/** A page that was not opened for two sessions still tells of them; older ones are in the client's own view. */
const EARLIER_SESSIONS = 2;
const EARLIER_MS = 28 * 24 * 60 * 60_000;
/** A dip has its own end: it is recovered, or it is not. */
const LASTING: readonly Flag["kind"][] = ["risq", "tense", "low", "drift"];

/** Whoever has nothing open comes after everybody who has. */
export const NOTHING_OPEN = 100;

export interface AskFacts {
  readonly newest: ReceivedResponse;
  readonly flags: ClientFlags | null;
  readonly gaps: readonly GuessedItem[];
  /** A break that was agreed on is no silence. */
  readonly silent: boolean;
  readonly talked: Instants;
  readonly now: number;
}

/** Most pressing first. */
export function listAsks({ newest, flags, gaps, silent, talked, now }: AskFacts): readonly Ask[] {
  const asks: Ask[] = (flags?.newest.flags ?? []).map((flag) => ({ kind: "flag", flag }));
  const hasWords = newest.instrument !== null && textsOf(newest.instrument, newest.answers).length > 0;
  if (newest.wish === "raise") asks.push({ kind: "wish" });
  else if (hasWords) asks.push({ kind: "words", toRead: newest.wish === "read" });
  if (gaps.length > 0) asks.push({ kind: "gap", items: gaps });
  const silence = flags?.silence ?? null;
  if (silence !== null && silent) asks.push({ kind: "silence", facts: silence });
  asks.push(...listEarlier(flags, talked, now));
  return asks.sort((a, b) => rankOfAsk(a) - rankOfAsk(b));
}

/**
 * The newest yes that was sent, as the flag of the newest session or of an earlier one: whatever else is covered, and
 * whichever questions stood beside it, nothing hides it. Null where there is none, or where an earlier one was talked about.
 */
export function warningAsk(responses: readonly ReceivedResponse[], talked: Instants): Ask | null {
  const warned = responses.find(({ addOn }) => addOn?.warned);
  if (warned === undefined) return null;
  const flag: Flag = { kind: "risq", facts: { rule: "risq" } };
  if (warned === responses[0]) return { kind: "flag", flag };
  if (talked[warned.id] !== undefined) return null;
  return { kind: "earlier", flag, session: warned.id, at: warned.at };
}

/** In place of what the flags of one session said of it. */
export function withWarning(asks: readonly Ask[], warning: Ask | null): readonly Ask[] {
  const others = asks.filter((ask) => !("flag" in ask) || ask.flag.kind !== "risq");
  return warning === null ? others : [warning, ...others];
}

/** What the last sessions before the newest raised and the newest did not, while nobody talked about it. */
function listEarlier(flags: ClientFlags | null, talked: Instants, now: number): readonly Ask[] {
  const before = flags?.history.slice(-1 - EARLIER_SESSIONS, -1) ?? [];
  const told = new Set(flags?.newest.flags.map(({ kind }) => kind));
  return before.toReversed().flatMap(({ session, flags: raised }): readonly Ask[] => {
    const flag = raised.find(({ kind }) => LASTING.includes(kind) && !told.has(kind));
    const isOver = talked[session.id] !== undefined || now - session.endedAt > EARLIER_MS;
    if (flag === undefined || isOver) return [];
    told.add(flag.kind);
    return [{ kind: "earlier", flag, session: session.id, at: session.endedAt }];
  });
}

export function rankOfAsk(ask: Ask): number {
  switch (ask.kind) {
    case "flag":
      return rankOf(ask.flag);
    case "wish":
      return WISH_RANK;
    case "words":
      return WORDS_RANK;
    case "gap":
      return GAP_RANK;
    case "silence":
      return SILENCE_RANK;
    case "earlier":
      // A yes does not grow less pressing because a session came after it.
      return rankOf(ask.flag) + (ask.flag.kind === "risq" ? 0 : EARLIER_RANK);
  }
}

/** Under what it is remembered that it was talked about: a session once, and the silence after it once. */
export function keyOfAsk(ask: Ask, newest: string): string {
  switch (ask.kind) {
    case "silence":
      return `${newest}/silence`;
    case "earlier":
      return ask.session;
    default:
      return newest;
  }
}

export function isOpen(ask: Ask, newest: string, talked: Instants): boolean {
  return talked[keyOfAsk(ask, newest)] === undefined;
}

/** Words that only want to be read are none. */
export function isToAsk(ask: Ask): boolean {
  return ask.kind !== "words" || !ask.toRead;
}
