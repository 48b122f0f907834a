import * as fc from "fast-check";
import type { Answers } from "../../../../src/core/alliance/answers.ts";
import type { Flag } from "../../../../src/core/alliance/flags/flag.ts";
import { flagHistory, type SessionFlags } from "../../../../src/core/alliance/flags/flag-history.ts";
import { type FlagSession, flagSessionOf } from "../../../../src/core/alliance/flags/flag-session.ts";
import { type FlagSettings, PAPER_SETTINGS } from "../../../../src/core/alliance/flags/flag-settings.ts";
import { isV } from "../../../../src/core/alliance/flags/recovery.ts";
import { isStrong } from "../../../../src/core/alliance/flags/tension.ts";
import { afsCore } from "../../../../src/core/alliance/instruments/afs-core.ts";
import { anyAnswers, triple } from "../responses.ts";

const DAY_MS = 86_400_000;
export const onDay = (day: number): number => Date.parse("2026-01-05T10:00:00Z") + day * DAY_MS;

export function session(answers: Answers, index: number, frame: Partial<FlagSession> = {}): FlagSession {
  return {
    ...flagSessionOf(afsCore, answers, { id: `r${index}`, seq: index + 1, endedAt: onDay(7 * index) }),
    ...frame,
  };
}

/** "8/8/8 x4, 7/6/7 V1=lot" as the worked examples write sessions: weekly ones, B1/G1/T1 each. */
export function sessionsOf(text: string): readonly FlagSession[] {
  const answers = text.split(",").flatMap((part) => {
    const [scores = "", ...words] = part.trim().split(" ");
    const times = words.find((word) => /^x\d+$/.test(word));
    const given = Object.fromEntries(words.filter((word) => word.includes("=")).map((word) => word.split("=")));
    return Array.from({ length: Number(times?.slice(1) ?? 1) }, () => ({ ...triple(scores), ...given }) as Answers);
  });
  return answers.map((each, index) => session(each, index));
}

export function historyOf(text: string, settings: FlagSettings = PAPER_SETTINGS): readonly SessionFlags[] {
  return flagHistory(sessionsOf(text), settings);
}

/** What a history shows, by session counted from 1; sessions without a flag are left out. */
export function shownIn(history: readonly SessionFlags[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    history.flatMap(({ flags, prompt }, index) => {
      if (flags.length === 0) return [];
      const words = [...flags.map(nameOf), ...(prompt === null ? [] : [`FACET ${prompt.facet}`])];
      return [[`s${index + 1}`, words.join(" + ")]];
    }),
  );
}

function nameOf(flag: Flag): string {
  switch (flag.kind) {
    case "tense":
      return isStrong(flag.facts) ? "TENSE strong" : "TENSE";
    case "dip":
      return `${flag.poorCall ? "poor call, " : ""}DIP${flag.sameEpisode ? " (same)" : ""}`;
    case "recovered":
      return `RECOVERED (${isV(flag.facts) ? "V" : flag.facts.sessions})`;
    case "notRecovered":
      return "NOT RECOVERED";
    default:
      return flag.kind.toUpperCase();
  }
}

/** Up to 30 sessions of one client with any answers. */
export const anySessions: fc.Arbitrary<readonly FlagSession[]> = fc
  .array(anyAnswers, { maxLength: 30 })
  .map((all) => all.map((answers, index) => session(answers, index)));
