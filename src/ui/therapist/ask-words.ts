import type { FacetPrompt } from "../../core/alliance/flags/facet-prompt.ts";
import { isWordedByFacet } from "../../core/alliance/flags/flag.ts";
import { GAP_POINTS } from "../../core/alliance/flags/perception-gap.ts";
import type { GuessedItem } from "../../core/alliance/guess.ts";
import type { Translate } from "../../protocol/strings.ts";
import { joinSentences } from "../controls/sentences.ts";
import type { Ask } from "./asks.ts";
import type { ClientFlags } from "./client-flags.ts";
import {
  FACET_LINES,
  facetWords,
  headlineWords,
  mistakeWords,
  openingWords,
  shortWords,
  whyWords,
} from "./flag-words.ts";
import type { Formats } from "./formats.ts";
import { FACET_WORDS, isFacet } from "./words.ts";

/** What is seen, in a sentence. */
export function askHeadline(ask: Ask, t: Translate, formats: Formats): string {
  switch (ask.kind) {
    case "flag":
      return t(headlineWords(ask.flag));
    case "wish":
      return t("therapistAskWish");
    case "words":
      return t(ask.toRead ? "therapistAskRead" : "therapistAskWords");
    case "gap":
      return t("therapistAskGap");
    case "silence":
      return t("therapistFlagSilence", formats.date(ask.facts.since));
    case "earlier":
      return t("therapistAskEarlier", formats.date(ask.at), t(shortWords(ask.flag) ?? "therapistMarkTension"));
  }
}

/** A sentence to open with; null where the client's own words are one. */
export function askLine(ask: Ask, prompt: FacetPrompt | null, t: Translate): string | null {
  switch (ask.kind) {
    case "flag": {
      const facet = prompt !== null && isWordedByFacet(ask.flag) ? t(FACET_LINES[prompt.facet]) : "";
      return joinSentences([t(openingWords(ask.flag)), facet]);
    }
    case "wish":
    case "words":
      return null;
    case "gap":
      return t("therapistLineGap");
    case "silence":
      return t("therapistLineSilence");
    case "earlier":
      return t(openingWords(ask.flag));
  }
}

/** Which facet fell most, where one words what is asked. */
export function askFacet(
  open: readonly Ask[],
  flags: ClientFlags | null,
  t: Translate,
  formats: Formats,
): string | null {
  const prompt = flags?.newest.prompt ?? null;
  const isWorded = open.some((ask) => ask.kind === "flag" && isWordedByFacet(ask.flag));
  return prompt === null || !isWorded ? null : facetWords(prompt, t, formats);
}

/** Everything the asks stand on, sentence by sentence, and how often such a flag is raised for nothing. */
export function askReasons(
  asks: readonly Ask[],
  flags: ClientFlags | null,
  t: Translate,
  formats: Formats,
): readonly string[] {
  const raised = asks.flatMap((ask) => (ask.kind === "flag" || ask.kind === "earlier" ? [ask.flag] : []));
  const mistakes = flags?.simulated
    ? raised.map((flag) => mistakeWords(flag, t)).find((words) => words !== null)
    : null;
  const reasons = asks.flatMap((ask) => reasonsOf(ask, t, formats));
  return [
    // The client said so: once, whatever it was.
    ...new Set(reasons),
    ...(mistakes ? [mistakes] : []),
  ];
}

function reasonsOf(ask: Ask, t: Translate, formats: Formats): readonly string[] {
  switch (ask.kind) {
    case "flag":
    case "earlier":
      return [whyWords(ask.flag, t, formats)];
    case "wish":
    case "words":
      return [t("therapistWhySaid")];
    case "gap":
      return ask.items.map((item) => gapWords(item, t, formats));
    case "silence":
      return [silenceWords(ask, t, formats)];
  }
}

function gapWords({ topic, guess, answer }: GuessedItem, t: Translate, { score }: Formats): string {
  const name = isFacet(topic) ? t(FACET_WORDS[topic]) : topic;
  return t("therapistWhyGap", name, score(guess), score(answer), score(GAP_POINTS));
}

const DAY_MS = 24 * 60 * 60_000;

function silenceWords({ facts }: Extract<Ask, { kind: "silence" }>, t: Translate, { date }: Formats): string {
  return facts.kind === "time"
    ? t("therapistWhySilence", date(facts.since), String(Math.round(facts.allowedMs / DAY_MS)))
    : t("therapistWhySkipped", date(facts.since), String(facts.skipped));
}
