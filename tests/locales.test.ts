import { describe, expect, test } from "vitest";
import manifest from "../manifest.json" with { type: "json" };
import {
  gapsOf,
  type Messages,
  readItemsPage,
  readMessages,
  readTranslations,
  standingOf,
  translationsSection,
  withSection,
} from "../scripts/translations.ts";
import { INSTRUMENTS } from "../src/core/alliance/instruments/index.ts";
import { readSource, SOURCE_FILES } from "./architecture/source-files.ts";

const ENGLISH = readMessages("en");
const TRANSLATIONS = readTranslations();

/** Words of no other language of ours. */
const ENGLISH_WORDS = /\b(?:the|your|you|with|this|that|they|from|and|are)\b/i;
/** From here on a text that is the same as in English was forgotten; below, it may be a name or a word both have. */
const SENTENCE_WORDS = 3;

const textsOf = (messages: Messages): readonly (readonly [key: string, text: string])[] =>
  Object.entries(messages).map(([key, { message }]) => [key, message]);

describe.each([...TRANSLATIONS])("%s", (folder, messages) => {
  test("is in a folder that browsers know", () => expect(folder).toMatch(/^[a-z]{2}(_[A-Z]{2})?$/));

  test("has the strings of English, none empty, with the same placeholders", () => {
    expect(gapsOf(messages, ENGLISH)).toEqual({ missing: [], unknown: [], empty: [], otherPlaceholders: [] });
  });

  test("has no sentence left in English", () => {
    const words = (text: string): number => text.split(/\s+/).length;
    const isLeft = ([key, text]: readonly [string, string]): boolean =>
      ENGLISH_WORDS.test(text) || (words(text) >= SENTENCE_WORDS && text === ENGLISH[key]?.message);
    expect(textsOf(messages).filter(isLeft)).toEqual([]);
  });

  test("has each item with all its answers, or not at all", () => {
    const parts = INSTRUMENTS.flatMap((instrument) =>
      instrument.items.filter((item) => standingOf(instrument, item, messages) === "part").map(({ id }) => id),
    );
    expect(parts).toEqual([]);
  });

  test("writes dates and counts by its own rules, in the digits of the scale", () => {
    const code = messages.languageCode!.message;
    expect(code.replace("-u-nu-latn", "")).toBe(folder.replace("_", "-"));
    expect(Intl.NumberFormat.supportedLocalesOf(code)).toEqual([code]);
    expect(new Intl.DateTimeFormat(code, { dateStyle: "long" }).format(0)).toMatch(/1970/);
  });

  /** No language has to bend a noun to a number: Intl does that for lengths of time, the rest stands after a colon. */
  test("lets a count stand by itself, after a colon, where nouns have a plural", () => {
    const { pluralCategories } = new Intl.PluralRules(messages.languageCode!.message).resolvedOptions();
    if (pluralCategories.length === 1) return;
    const counts = Object.keys(ENGLISH).filter((key) => ENGLISH[key]!.description === "$1: number");
    expect(counts.length).toBeGreaterThan(5);
    expect(counts.filter((key) => !/[:：]\s*\u2068?\$1/.test(messages[key]!.message))).toEqual([]);
  });
});

test("placeholders are numbers, which both browsers and our own pages fill in alike", () => {
  for (const messages of [ENGLISH, ...TRANSLATIONS.values()])
    expect(textsOf(messages).filter(([, text]) => /\$(?!\d)/.test(text))).toEqual([]);
});

test("every string is used", () => {
  const sources = [...SOURCE_FILES.map(readSource), JSON.stringify(manifest)].join("\n");
  // Built from a refusal's name in reasons.ts and words.ts.
  const built = /^reason/;
  expect(Object.keys(ENGLISH).filter((key) => !built.test(key) && !sources.includes(key))).toEqual([]);
});

describe("docs/items.md", () => {
  test("says of each item and language what the lists say", () => {
    expect(readItemsPage()).toBe(withSection(readItemsPage(), translationsSection(TRANSLATIONS)));
  });

  test("keeps what stands around its section", () => {
    expect(withSection("# A\n\n## Translations\n\nold\n\n## B\n", "## Translations\n\nnew\n")).toBe(
      "# A\n\n## Translations\n\nnew\n\n## B\n",
    );
    expect(withSection("# A\n", "## Translations\n")).toBe("# A\n\n## Translations\n");
  });
});
