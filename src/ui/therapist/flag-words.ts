import type { FacetPrompt } from "../../core/alliance/flags/facet-prompt.ts";
import { FALSE_ALARM_SESSIONS, FALSE_ALARMS_IN_100 } from "../../core/alliance/flags/false-alarm.ts";
import type { Flag } from "../../core/alliance/flags/flag.ts";
import { isStrong } from "../../core/alliance/flags/tension.ts";
import type { Facet } from "../../core/alliance/instrument.ts";
import type { MessageKey, Translate } from "../../protocol/strings.ts";
import type { Formats } from "./formats.ts";
import { FACET_WORDS } from "./words.ts";

/** What is seen, in a sentence. */
export function headlineWords(flag: Flag): MessageKey {
  switch (flag.kind) {
    case "risq":
      return "therapistFlagRisq";
    case "tense":
      return isStrong(flag.facts) ? "therapistFlagTenseStrong" : "therapistFlagTense";
    case "low":
      return "therapistFlagLow";
    case "dip":
      return flag.poorCall ? "therapistFlagPoorCall" : "therapistFlagDip";
    case "drift":
      return "therapistFlagDrift";
    case "notRecovered":
      return "therapistFlagNotRecovered";
    case "recovered":
      return "therapistFlagRecovered";
  }
}

/** A sentence to open with: it asks, it never explains the client. */
export function openingWords(flag: Flag): MessageKey {
  switch (flag.kind) {
    case "risq":
      return "therapistLineRisq";
    case "tense":
      return "therapistLineTense";
    case "low":
      return "therapistLineLow";
    case "dip":
      return flag.poorCall ? "therapistLinePoorCall" : "therapistLineDip";
    case "drift":
    case "notRecovered":
      return "therapistLineDrift";
    case "recovered":
      return "therapistLineRecovered";
  }
}

/** In a table, where tension has a column of its own. */
export function shortWords({ kind }: Flag): MessageKey | null {
  switch (kind) {
    case "risq":
      return "therapistShortRisq";
    case "tense":
      return null;
    case "low":
      return "therapistShortLow";
    case "dip":
      return "therapistShortDip";
    case "drift":
      return "therapistShortDrift";
    case "notRecovered":
      return "therapistShortNotRecovered";
    case "recovered":
      return "therapistShortRecovered";
  }
}

export const FACET_LINES: Readonly<Record<Facet, MessageKey>> = {
  bond: "therapistLineBond",
  goals: "therapistLineGoals",
  tasks: "therapistLineTasks",
};

/** The facts a flag was decided on, in words. */
export function whyWords(flag: Flag, t: Translate, { score }: Formats): string {
  switch (flag.kind) {
    case "risq":
    case "tense":
      return t("therapistWhySaid");
    case "low": {
      const { score: mean, lowestItem, limits } = flag.facts;
      const said = [mean, lowestItem].map((value) => (value === null ? t("therapistNotAnswered") : score(value)));
      const [meanSaid = "", lowestSaid = ""] = said;
      return t("therapistWhyLow", meanSaid, lowestSaid, score(limits.score), score(limits.item));
    }
    case "dip": {
      const { score: mean, usual, sessions, drop, neededDrop } = flag.facts;
      return t("therapistWhyDip", score(mean), score(usual), String(sessions), score(drop), score(neededDrop));
    }
    case "drift": {
      const { sessions, reference, sum, limit } = flag.facts;
      return t("therapistWhyDrift", String(sessions), score(reference), score(sum), score(limit));
    }
    case "notRecovered":
      return t("therapistWhyNotRecovered", String(flag.facts.sessions), score(flag.facts.line));
    case "recovered":
      return t("therapistWhyRecovered", score(flag.facts.score), score(flag.facts.line), String(flag.facts.sessions));
  }
}

export function facetWords({ facet, median, score }: FacetPrompt, t: Translate, formats: Formats): string {
  return t("therapistWhyFacet", t(FACET_WORDS[facet]), formats.score(score), formats.score(median));
}

/** How often such a flag is raised for nothing; null for what clients said in words. */
export function mistakeWords({ kind }: Flag, t: Translate): string | null {
  const isOfScores = kind === "low" || kind === "dip" || kind === "drift";
  return isOfScores ? t("therapistWhyMistakes", String(FALSE_ALARMS_IN_100), String(FALSE_ALARM_SESSIONS)) : null;
}
