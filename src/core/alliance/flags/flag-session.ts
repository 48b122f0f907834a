/**
 * One response as the rules see it: numbers on 0–10 and the three answers that are words. Text takes no part in any rule.
 */
import type { Answers } from "../answers.ts";
import { type FacetScores, scoreFacets } from "../facet-scores.ts";
import type { Instrument, ItemTopic, Tension } from "../instrument.ts";
import { scoreAlliance, valuesOf } from "../score.ts";
import { tensionOf } from "../tension.ts";

export type { Tension } from "../instrument.ts";
export type Repair = "yes" | "partly" | "no" | "notBroughtUp";
export type CallTrouble = "no" | "little" | "lot";

export interface FlagSession {
  /** Of the response. */
  readonly id: string;
  readonly seq: number;
  /** When the session ended, ms since 1970. */
  readonly endedAt: number;
  /** The alliance score; null where too little was answered. */
  readonly score: number | null;
  readonly facets: FacetScores;
  /** The lowest answered core item, also of a session without a score; null where none was. */
  readonly lowestItem: number | null;
  readonly tension: Tension | null;
  readonly repair: Repair | null;
  readonly callTrouble: CallTrouble | null;
  /** A shared yes on a list of warning signs (RISQ). Never part of a score. */
  readonly warned: boolean;
  /** Check-ins that were offered since the last response and not answered; null where there were none, or nobody counted. */
  readonly skippedBefore: number | null;
}

export type FlagSessionFrame = Pick<FlagSession, "id" | "seq" | "endedAt"> &
  Partial<Pick<FlagSession, "warned" | "skippedBefore">>;

const REPAIRS: readonly Repair[] = ["yes", "partly", "no", "notBroughtUp"];
const CALL_TROUBLES: readonly CallTrouble[] = ["no", "little", "lot"];

/** `answers` must fit the instrument (validate-answers.ts). */
export function flagSessionOf(instrument: Instrument, answers: Answers, frame: FlagSessionFrame): FlagSession {
  const core = valuesOf(
    instrument.items.filter((item) => item.core),
    answers,
  );
  return {
    warned: false,
    skippedBefore: null,
    ...frame,
    score: scoreAlliance(instrument, answers),
    facets: scoreFacets(instrument, answers),
    lowestItem: core.length === 0 ? null : Math.min(...core),
    tension: tensionOf(instrument, answers),
    repair: codeOf(instrument, answers, "repair", REPAIRS),
    callTrouble: codeOf(instrument, answers, "channel", CALL_TROUBLES),
  };
}

function codeOf<C extends string>(
  { items }: Instrument,
  answers: Answers,
  topic: ItemTopic,
  codes: readonly C[],
): C | null {
  const item = items.find((one) => one.topic === topic);
  return codes.find((code) => item !== undefined && answers[item.id] === code) ?? null;
}

/** Sessions of one client that may be compared share this: other questions or another setting begin anew. */
export function baselineKey({ id, version, settings }: Pick<Instrument, "id" | "version" | "settings">): string {
  return `${id}|${version.split(".")[0]}|${settings.join("+")}`;
}

/** By the end of the session, whatever order the responses came in. */
export function orderSessions(sessions: readonly FlagSession[]): readonly FlagSession[] {
  return sessions.toSorted((a, b) => a.endedAt - b.endedAt || a.seq - b.seq || (a.id < b.id ? -1 : 1));
}
