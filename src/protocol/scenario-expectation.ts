/**
 * What an exported scenario expects: what the extension did, or what the client says should have happened, in spans as
 * wide as that is honest. The rule that must not break: a file about a wrong end fails until the end is right.
 */
import type { Outcome } from "../core/session/recorded-outcomes.ts";
import type { EndCause } from "../core/session/world.ts";
import type { Names } from "./scenario-events.ts";
import type { StoryTimes, TimedOutcome } from "./scenario-times.ts";
import {
  type ExpectedPrompt,
  type ExpectedSession,
  type Prompt,
  round,
  type Session,
  SLACK,
  type Span,
  type Verdicts,
  verdictsOf,
} from "./scenario-verdicts.ts";

export type Wrong = "openedTooEarly" | "nothingOpened" | "other";

export interface Expectation {
  readonly group: string;
  readonly until: number;
  readonly expect: {
    readonly sessions: readonly ExpectedSession[];
    readonly prompts: readonly ExpectedPrompt[];
    readonly neverPromptWithin?: readonly Span[];
    readonly update?: { readonly notBefore: number; readonly notAfter: number };
  };
}

interface Subject {
  readonly wrong: Wrong;
  readonly about: string | null;
}

export function expectationOf(times: StoryTimes, subject: Subject, names: Names): Expectation {
  const told = verdictsOf(times, limitOf(times, subject), names);
  switch (subject.wrong) {
    case "other":
      return expectationFrom(told);
    case "openedTooEarly":
      return notYet(told, subject.about);
    case "nothingOpened":
      return missing(told, times, subject.about, names);
  }
}

/** The whole story, or as far as can be told: an offer that turned out to be one too many belongs to no session. */
function limitOf(times: StoryTimes, { wrong, about }: Subject): number {
  const offers = times.outcomes.filter(({ outcome }) => outcome.kind === "offered");
  if (wrong === "openedTooEarly") {
    const tooEarly = offers.findLast(
      ({ outcome }) => isAbout(outcome, about) && isFollowedBy("resumed", outcome, times),
    );
    const offer = tooEarly ?? offers.findLast(({ outcome }) => isAbout(outcome, about));
    if (offer !== undefined) return round(offer.seconds + SLACK);
  }
  return wholeUntil(times, Number.POSITIVE_INFINITY);
}

/** Where a session is going on that was offered before, the story ends just before it went on. */
function wholeUntil(times: StoryTimes, limit: number): number {
  const left = times.outcomes.findLast(
    ({ outcome, seconds }) =>
      outcome.kind === "resumed" && seconds <= limit && !endsAgain(outcome.session, seconds, limit, times),
  );
  return left === undefined ? limit : wholeUntil(times, leftAt(left));
}

/** When the machine was told anything last, it did not know of this yet. */
function leftAt({ outcome, seconds, secondsOf }: TimedOutcome): number {
  const knownAt = outcome.kind === "resumed" ? secondsOf(outcome.notBefore) : seconds;
  return round(Math.max(0, Math.min(seconds, knownAt) - 0.001));
}

function isAbout(outcome: Outcome, about: string | null): boolean {
  return outcome.kind === "offered" && (about === null || outcome.session === about);
}

function isFollowedBy(kind: "resumed", offered: Outcome, { outcomes }: StoryTimes): boolean {
  const after = outcomes.slice(outcomes.findIndex(({ outcome }) => outcome === offered));
  return after.some(
    ({ outcome }) => outcome.kind === kind && "session" in offered && outcome.session === offered.session,
  );
}

function endsAgain(session: string, since: number, limit: number, { outcomes }: StoryTimes): boolean {
  return outcomes.some(
    ({ outcome, seconds }) =>
      outcome.kind === "ended" && outcome.session.id === session && seconds >= since && seconds <= limit,
  );
}

function expectationFrom({ sessions, prompts, update, until }: Verdicts): Expectation {
  return {
    group: groupOf(sessions),
    until,
    expect: {
      sessions: sessions.map(({ expected }) => expected),
      prompts: prompts.map((prompt) => promptOf(prompt, sessions)),
      ...(update !== null && { update }),
    },
  };
}

function promptOf({ session, at, notBefore, via, withdrawnAt }: Prompt, sessions: readonly Session[]): ExpectedPrompt {
  return {
    session: sessions.findIndex(({ id }) => id === session),
    notBefore: Math.max(0, round(notBefore - SLACK)),
    notAfter: round(at + SLACK),
    via,
    ...(withdrawnAt !== null && { withdrawnAt }),
  };
}

/** At the time of the offer the session was going on: nothing has ended, and nothing is offered. */
function notYet({ sessions, prompts, until, ...told }: Verdicts, about: string | null): Expectation {
  const last = prompts.findLast(({ session }) => about === null || session === about);
  const wrong = sessions.find(({ id }) => id === (last?.session ?? about));
  const others = sessions.filter((one) => one !== wrong);
  const rest = { ...told, sessions: others, prompts: prompts.filter(({ session }) => session !== wrong?.id), until };
  const { expect } = expectationFrom(rest);
  const from = wrong?.start ?? 0;
  return { group: groupOf(sessions), until, expect: { ...expect, neverPromptWithin: [[from, until]] } };
}

/** There was a session, and it is offered; when it was, only the client knows. */
function missing(told: Verdicts, times: StoryTimes, about: string | null, names: Names): Expectation {
  const { sessions, prompts, until } = told;
  const known = sessions.findIndex(({ id }) => id === about);
  const { expect } = expectationFrom(told);
  if (known !== -1) {
    const others = expect.prompts.filter(({ session }) => session !== known);
    const offer = { session: known, notBefore: 0, notAfter: until, via: "popup" as const };
    return { group: groupOf(sessions), until, expect: { ...expect, prompts: [...others, offer] } };
  }
  const span: Span = [0, until];
  const added: Session = {
    id: "missing",
    start: span[0],
    expected: { room: roomOf(times, about, names), startedAt: span, endedAt: span, cause: ANY_CAUSE },
  };
  const all = [...sessions, added].toSorted((a, b) => a.start - b.start);
  const offer = { session: all.indexOf(added), notBefore: 0, notAfter: until, via: "either" as const };
  const { expect: others } = expectationFrom({ ...told, sessions: all, prompts });
  return { group: "policy", until, expect: { ...others, prompts: [...others.prompts, offer] } };
}

const ANY_CAUSE: readonly EndCause[] = [
  "hangup",
  "tabClosed",
  "navigation",
  "held",
  "remoteLeft",
  "network",
  "crash",
  "sleep",
  "quit",
];

function roomOf({ facts, outcomes }: StoryTimes, about: string | null, names: Names): string {
  for (const { outcome } of outcomes)
    if (outcome.kind === "tooShort" && outcome.call.id === about) return names.room(outcome.call.room);
  const opened = facts.find(({ fact }) => fact.type === "documentOpened" && fact.room !== null && fact.enrolled);
  return opened?.fact.type === "documentOpened" && opened.fact.room !== null ? names.room(opened.fact.room) : "A";
}

const GROUPS: Readonly<Record<EndCause, string>> = {
  hangup: "hangup",
  tabClosed: "tab-close",
  navigation: "navigation",
  held: "lobby",
  remoteLeft: "remote-left",
  network: "network",
  crash: "crash",
  sleep: "sleep",
  quit: "restart",
  revoked: "user",
};

function groupOf(sessions: readonly Session[]): string {
  const cause = sessions.at(-1)?.expected.cause;
  return typeof cause === "string" ? GROUPS[cause] : "policy";
}
