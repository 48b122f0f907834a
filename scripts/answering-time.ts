/** How long the shortest whole check-in takes by its words, written into docs/items.md by `npm run locales -- --write`. */
import { itemsFor, visibleItems } from "../src/core/alliance/asked-items.ts";
import type { Item } from "../src/core/alliance/instrument.ts";
import { afsCore } from "../src/core/alliance/instruments/afs-core.ts";
import { itemKey } from "../src/protocol/item-words.ts";
import { type Messages, readMessages, readTranslations, tableRows } from "./translations.ts";

/**
 * Letters in a minute, read aloud: Trauzettel-Klosinski and Dietz 2012 (IReST, doi 10.1167/iovs.11-8284, table of
 * characters per minute), the one study that has all seven of our languages. A language of ours that is not in it fails.
 */
const ALOUD_PER_MINUTE: Readonly<Record<string, number>> = {
  ar: 612,
  de: 920,
  en: 987,
  es: 1025,
  fr: 998,
  pt_BR: 913,
  zh_CN: 255,
};
/** Words a minute in silence over words a minute aloud: Brysbaert 2019 (doi 10.1016/j.jml.2019.104047), for English. */
const SILENT_OVER_ALOUD = 238 / 183;
/** To point at something and press: Card, Moran and Newell 1980, keystroke-level model, 1.1 s and twice 0.1 s. */
export const TAP_SECONDS = 1.3;
/** Asked: three numbers, tension, the call. */
export const ANSWER_TAPS = 5;
/** And Send. */
export const TAPS = ANSWER_TAPS + 1;
/** Design: answered in less. */
export const AIM_SECONDS = 45;

/** Around the questions of a form, what has to be read again each time. */
const ALONG_THE_WAY = ["checkinMore", "checkinSend"];
/** What is the same every time: read once, known after that. */
const READ_ONCE = [
  "checkinTitleEnded",
  "checkinWhy",
  "checkinHonest",
  "checkinWho",
  "checkinAlone",
  "checkinLater",
  "checkinSkip",
  "checkinNotASession",
  "checkinPause",
  "checkinWhyOpen",
  "checkinWish",
  "checkinWishRaise",
  "checkinWishRead",
  "checkinSafety",
  "checkinCrisisEmergency",
  "checkinCrisisLine",
];

export interface AnsweringTime {
  readonly language: string;
  /** Of the questions, their answers and Send. */
  readonly letters: number;
  readonly readingSeconds: number;
  readonly tapSeconds: number;
  readonly totalSeconds: number;
  /** With every word of the page, as in the first check-in of all. */
  readonly firstTimeSeconds: number;
}

export function answeringTimes(): readonly AnsweringTime[] {
  return [["en", readMessages("en")] as const, ...readTranslations()].map(([language, messages]) =>
    answeringTime(language, messages),
  );
}

function answeringTime(language: string, messages: Messages): AnsweringTime {
  const perMinute = ALOUD_PER_MINUTE[language];
  if (perMinute === undefined) throw new Error(`No reading speed is known for ${language}.`);
  const secondsFor = (letters: number): number => (letters / (perMinute * SILENT_OVER_ALOUD)) * 60;
  const asked = visibleItems(itemsFor(afsCore, 1), {});
  const along = lettersIn([...asked.flatMap((item) => wordsOf(item, messages)), ...texts(ALONG_THE_WAY, messages)]);
  const once = lettersIn(texts(READ_ONCE, messages));
  const [readingSeconds, tapSeconds] = [secondsFor(along), TAPS * TAP_SECONDS];
  const totalSeconds = readingSeconds + tapSeconds;
  return {
    language,
    letters: along,
    readingSeconds,
    tapSeconds,
    totalSeconds,
    firstTimeSeconds: totalSeconds + secondsFor(once),
  };
}

/** The question and all its answers. */
function wordsOf({ id, text, responses }: Item, messages: Messages): readonly string[] {
  const said = (part: string, english: string): string => messages[itemKey(afsCore, id, part)]?.message ?? english;
  switch (responses.type) {
    case "scale":
      return [said("text", text), said("low", responses.ends[0]), said("high", responses.ends[1])];
    case "choice":
      return [said("text", text), ...responses.choices.map(({ code, label }) => said(code, label))];
    case "text":
      return [said("text", text)];
  }
}

function texts(keys: readonly string[], messages: Messages): readonly string[] {
  return keys.map((key) => (messages[key]?.message ?? "").replace(/\$\d/g, ""));
}

/** As the study counts: without spaces and punctuation. */
function lettersIn(words: readonly string[]): number {
  return words.join(" ").match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

export const TIME_HEADING = "## How long it takes";

/** The section of docs/items.md about it. */
export function answeringTimeSection(): string {
  const seconds = (value: number): string => value.toFixed(0);
  const rows = answeringTimes().map((time) => [
    time.language,
    `${time.letters}`,
    seconds(time.readingSeconds),
    seconds(time.totalSeconds),
    seconds(AIM_SECONDS - time.totalSeconds),
    seconds(time.firstTimeSeconds),
  ]);
  return [
    TIME_HEADING,
    "",
    "**Nobody was timed.** This is an estimate from the words of the core set, written by `npm run locales -- --write` and held to",
    `${AIM_SECONDS} seconds by a test: reading every question with its answers once in silence, and ${TAPS} taps (${ANSWER_TAPS} answers and Send,`,
    `${TAP_SECONDS.toFixed(1)} s each). Making up one's mind is not in it: what is left for that stands beside it. The first check-in of all,`,
    "with every word above and below the questions, takes longer than that.",
    "",
    ...tableRows([
      ["Language", "Letters", "Reading, s", "With the taps, s", "Left to think, s", "First time, every word, s"],
      ...rows,
    ]),
    "",
    "- Letters a minute, aloud, of 25 people aged 18 to 35 in each language: Trauzettel-Klosinski and Dietz 2012, IReST",
    "  (doi 10.1167/iovs.11-8284). Taken 238/183 as fast for reading in silence, as found for English: Brysbaert 2019",
    "  (doi 10.1016/j.jml.2019.104047). Readers differ by an eighth and more; the old and those who read a second language are slower.",
    "- Pointing and pressing: the keystroke-level model of Card, Moran and Newell 1980, made for a mouse.",
    "- One in four check-ins asks one question more, and a moment that felt off asks one more: some 5 seconds each.",
    "",
  ].join("\n");
}
