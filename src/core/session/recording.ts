/**
 * What is kept of what the session machine was told, so that "why did this open?" has an answer and a wrong end can be
 * played again: facts and verdicts, in the vocabulary of the scenario files. A recording is made in parts, one story each,
 * from the first sign of a call until all is quiet again. The rule that must not break: whatever a page does, one story
 * stays bounded, and what is recorded changes no verdict.
 */

import { type KeptFact, keptOf } from "./recorded-facts.ts";
import { type Outcome, outcomesOf } from "./recorded-outcomes.ts";
import { factsOf, isAtRest, isOpening } from "./recorded-rest.ts";
import type { StepFacts } from "./recorded-step.ts";
import { settingsOf } from "./timings.ts";

/** Between two events; stored beside the machine's world. */
export interface RecordingState {
  /** Number of the newest story. */
  readonly story: number;
  /** Facts and verdicts in it. */
  readonly kept: number;
  /** `cut`: the rest of this story is not kept; the next one begins when all is quiet. */
  readonly phase: "waiting" | "on" | "cut";
  /** Whatever fell due when the machine was told anything last has happened. */
  readonly ticked: boolean;
}

/** What is written down at once. */
export interface RecordedPart {
  readonly story: number;
  /** Wall clock, ms. */
  readonly at: number;
  /** In the first part of a story: settings that differ from the defaults, by their names in scenario files. */
  readonly settings: Readonly<Record<string, number | boolean>> | null;
  readonly facts: readonly KeptFact[];
  readonly outcomes: readonly Outcome[];
  /** The rest of this story is missing. */
  readonly cut: boolean;
  /** Came when the story was over, or was never begun: for the log, and not for a file. */
  readonly late: boolean;
}

export const NO_RECORDING: RecordingState = { story: 0, kept: 0, phase: "waiting", ticked: false };

/** Twenty times what a session of an hour with a shaky network tells. */
export const MAX_KEPT = 2_000;

export interface Recorded {
  readonly state: RecordingState;
  readonly part: RecordedPart | null;
}

/** What one step of the machine adds. */
export function recordStep(before: RecordingState, step: StepFacts): Recorded {
  const kept = keptOf(step, before.ticked);
  const rests = kept.length > 0 && isAtRest(step);
  const begins = rests && kept.some(isOpening);
  const state = { ...nextState(before, begins, rests), ticked: step.event.type === "tick" };
  const isOn = state.phase === "on";
  const outcomes = outcomesOf(step);
  const facts = isOn ? [...(begins ? factsOf(step.before, step.now) : []), ...kept] : [];
  if (facts.length === 0 && outcomes.length === 0) return { state, part: null };
  const isFull = state.kept + facts.length > MAX_KEPT;
  const cut = isOn && (isFull || isUntellable(step));
  const part: RecordedPart = {
    story: state.story,
    at: step.now,
    settings: begins ? settingsOf(step.timings) : null,
    facts: isFull ? [] : facts,
    outcomes: state.kept > 2 * MAX_KEPT ? [] : outcomes,
    cut,
    late: !isOn,
  };
  const count = state.kept + part.facts.length + part.outcomes.length;
  return { state: { ...state, kept: count, phase: cut ? "cut" : state.phase }, part };
}

/** A story that has come to rest is over, whatever happens next. */
function nextState(before: RecordingState, begins: boolean, rests: boolean): RecordingState {
  if (begins) return { ...before, story: before.story + 1, kept: 0, phase: "on" };
  return rests ? { ...before, phase: "waiting" } : before;
}

/** What comes until all is quiet is not kept: something of this story is missing. */
export function cutShort(state: RecordingState): RecordingState {
  return state.phase === "on" ? { ...state, phase: "cut" } : state;
}

/** As few as there are stories, so that what was told at once is written at once. */
export function joined(parts: readonly RecordedPart[]): readonly RecordedPart[] {
  return parts.reduce<readonly RecordedPart[]>((before, part) => {
    const last = before.at(-1);
    if (last === undefined || last.story !== part.story || last.late !== part.late) return [...before, part];
    const facts = [...last.facts, ...part.facts];
    const outcomes = [...last.outcomes, ...part.outcomes];
    return [...before.slice(0, -1), { ...last, facts, outcomes, cut: last.cut || part.cut }];
  }, []);
}

/** Two weeks, or the last ten sessions, or so many facts: enough for a report, and for nothing like a diary. */
export const KEPT_MS = 14 * 24 * 60 * 60_000;
export const KEPT_SESSIONS = 10;
export const KEPT_STORIES = 20;
export const KEPT_FACTS = 10_000;

/** Parts of one story each, oldest first. */
export function storiesOf(parts: readonly RecordedPart[]): readonly (readonly RecordedPart[])[] {
  const stories = new Map<number, RecordedPart[]>();
  for (const part of parts) {
    const known = stories.get(part.story);
    if (known === undefined) stories.set(part.story, [part]);
    else known.push(part);
  }
  return [...stories.values()];
}

/** The oldest story that stays. The newest is never too much, only too old. */
export function firstKeptStory(parts: readonly RecordedPart[], now: number): number {
  let [first, stories, facts, sessions] = [Number.POSITIVE_INFINITY, 0, 0, 0];
  for (const story of storiesOf(parts).toReversed()) {
    const isTooMuch = facts >= KEPT_FACTS || stories >= KEPT_STORIES || sessions >= KEPT_SESSIONS;
    const isTooOld = now - Math.max(...story.map(({ at }) => at)) > KEPT_MS;
    if (isTooMuch || isTooOld) return first;
    first = story[0]?.story ?? first;
    stories += 1;
    facts += story.reduce((sum, part) => sum + part.facts.length, 0);
    sessions += story.flatMap(({ outcomes }) => outcomes).filter(({ kind }) => kind === "ended").length;
  }
  return first;
}

/** Scenario files have no word for a permission that comes back, nor for a room that is taken out of the book. */
function isUntellable({ event, before }: StepFacts): boolean {
  if (event.type === "roomAllowed") return before.ruledOut.includes(event.room);
  return event.type === "permissionGranted" && before.revoked.length > 0;
}
