/**
 * What the extension made of a recorded story, as far as a file can tell it, in seconds of the story: sessions, offers, a
 * restart. What of it is expected is decided elsewhere.
 */
import type { Outcome } from "../core/session/recorded-outcomes.ts";
import type { EndCause } from "../core/session/world.ts";
import type { Names } from "./scenario-events.ts";
import type { StoryTimes, TimedOutcome } from "./scenario-times.ts";

export type Span = readonly [from: number, to: number];

export interface ExpectedSession {
  readonly room: string;
  readonly startedAt: number | Span;
  readonly endedAt: number | Span;
  readonly cause: EndCause | readonly EndCause[];
  readonly overlong?: true;
  readonly struck?: true;
}

export interface ExpectedPrompt {
  readonly session: number;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly via: "popup" | "badge" | "either";
  readonly withdrawnAt?: Span;
}

export interface Session {
  readonly id: string;
  readonly expected: ExpectedSession;
  readonly start: number;
}

export interface Prompt {
  readonly session: string;
  readonly at: number;
  readonly notBefore: number;
  readonly via: "popup" | "badge";
  withdrawnAt: Span | null;
}

export interface Verdicts {
  readonly sessions: readonly Session[];
  readonly prompts: readonly Prompt[];
  readonly update: { readonly notBefore: number; readonly notAfter: number } | null;
  readonly until: number;
}

/** What the format itself allows for a deadline. */
export const SLACK = 2;
/** And for the last sign of life of what went without a word. */
const LAST_SIGN_SLACK = 20;
/** After the last thing that happened the story runs on for so long, if so much time has passed. */
const QUIET_END = 60;

export function verdictsOf(times: StoryTimes, limit: number, names: Names): Verdicts {
  const sessions = new Map<string, Session>();
  const prompts: Prompt[] = [];
  let update: Verdicts["update"] = null;
  let last = Math.max(0, ...times.facts.map(({ seconds }) => seconds).filter((seconds) => seconds <= limit));
  for (const timed of times.outcomes) {
    const { outcome, seconds } = timed;
    if (seconds > limit) continue;
    switch (outcome.kind) {
      case "ended":
        sessions.set(outcome.session.id, sessionOf(timed, outcome, names));
        break;
      case "resumed":
        sessions.delete(outcome.session);
        break;
      case "offered": {
        const { session, via } = outcome;
        prompts.push({ session, at: seconds, notBefore: timed.secondsOf(outcome.notBefore), via, withdrawnAt: null });
        break;
      }
      case "withdrawn": {
        const shown = prompts.findLast(({ session, via }) => session === outcome.session && via === "popup");
        if (shown !== undefined) shown.withdrawnAt = spanAround(timed.secondsOf(outcome.notBefore), seconds);
        break;
      }
      case "answered":
        strike(sessions, timed, outcome, times);
        continue;
      case "restarted": {
        const [notBefore, notAfter] = spanAround(timed.secondsOf(outcome.notBefore), seconds);
        update ??= { notBefore, notAfter };
        break;
      }
      case "tooShort":
        break;
      case "missed":
      case "shown":
        continue;
    }
    last = Math.max(last, seconds);
  }
  const until = Math.min(limit, Math.max(last + SLACK, Math.min(times.now, last + QUIET_END)));
  const byStart = [...sessions.values()].toSorted((a, b) => a.start - b.start);
  return { sessions: byStart, prompts, update, until: round(until) };
}

function sessionOf(
  { secondsOf }: TimedOutcome,
  { session }: Extract<Outcome, { kind: "ended" }>,
  names: Names,
): Session {
  const { id, room, cause, overlong, answered } = session;
  const [start, end] = [round(secondsOf(session.startedAt)), round(secondsOf(session.endedAt))];
  const unheard = cause === "crash" || cause === "quit";
  const expected = {
    room: names.room(room),
    startedAt: start,
    endedAt: unheard ? ([Math.max(0, round(end - LAST_SIGN_SLACK)), round(end + SLACK)] as const) : end,
    cause,
    ...(overlong && { overlong }),
    ...(isStrike(answered) && { struck: true as const }),
  };
  return { id, start, expected };
}

function isStrike(action: string | null): boolean {
  return action === "notASession" || action === "neverHere";
}

/** Only what the file itself tells of. */
function strike(
  sessions: Map<string, Session>,
  { seconds }: TimedOutcome,
  { session: id, action }: Extract<Outcome, { kind: "answered" }>,
  { facts }: StoryTimes,
): void {
  const session = sessions.get(id);
  const isTold = facts.some(
    ({ fact, seconds: at }) => fact.type === "client" && fact.action === action && at === seconds,
  );
  if (session === undefined || !isStrike(action) || !isTold) return;
  sessions.set(id, { ...session, expected: { ...session.expected, struck: true } });
}

function spanAround(from: number, to: number): Span {
  return [Math.max(0, round(from - SLACK)), round(to + SLACK)];
}

export function round(seconds: number): number {
  return Math.round(seconds * 1_000) / 1_000;
}
