import { describe, expect, test } from "vitest";
import messages from "../../public/_locales/en/messages.json" with { type: "json" };
import { INSTRUMENTS } from "../../src/core/alliance/instruments/index.ts";

/** Grade 6 or lower for every string a client reads: the formula and its syllables are those of the clinical paper. */
const HIGHEST_GRADE = 6;
const CLIENT_KEYS = /^(checkin|setup|reason|control|letter|help(?!Therapist|Practice))/;
/** On the clients' page, but for the other reader. */
const FOR_THERAPISTS = ["setupTherapistLink"];
/** Of fewer words than this the formula tells nothing: "Settings" would be grade 8. Such labels need plain words. */
const FEWEST_WORDS = 5;
const MOST_SYLLABLES = 4;

function wordsOf(text: string): readonly string[] {
  // What is filled in is a name, an address or a number: one short word each.
  return text.replace(/\$\d/g, "Sam").match(/[\p{L}\p{N}'’.-]*[\p{L}\p{N}]/gu) ?? [];
}

function syllablesOf(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/g, "");
  if (letters.length <= 3) return 1;
  const stem = letters.replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, "").replace(/^y/, "");
  return Math.max(1, stem.match(/[aeiouy]{1,2}/g)?.length ?? 1);
}

function gradeOf(text: string): number {
  const words = wordsOf(text);
  const sentences = Math.max(1, text.split(/[.?:;](?:\s|$)/).filter((part) => part.trim() !== "").length);
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  return (0.39 * words.length) / sentences + (11.8 * syllables) / words.length - 15.59;
}

const texts = [
  ...Object.entries(messages).flatMap(([key, { message }]) =>
    CLIENT_KEYS.test(key) && !FOR_THERAPISTS.includes(key) ? [[key, message] as const] : [],
  ),
  ...INSTRUMENTS.flatMap(({ items }) => items.map(({ id, text }) => [id, text] as const)),
];
const isSentence = ([, text]: readonly [string, string]): boolean => wordsOf(text).length >= FEWEST_WORDS;

describe("a client's words", () => {
  test.each(texts.filter(isSentence))("%s is grade 6 or lower: %s", (_, text) => {
    expect(gradeOf(text)).toBeLessThanOrEqual(HIGHEST_GRADE);
  });

  test.each(texts.filter((one) => !isSentence(one)))("%s is short and plain: %s", (_, text) => {
    expect(wordsOf(text).filter((word) => syllablesOf(word) > MOST_SYLLABLES)).toEqual([]);
  });

  test.each(texts)("%s does not shout", (_, text) => expect(text).not.toMatch(/!|\p{Extended_Pictographic}/u));
});

describe("the measure itself", () => {
  test.each([
    ["How safe did it feel to say what was really on your mind today?", 3.7],
    ["The institutional utilisation of psychotherapeutic questionnaires necessitates consideration.", 30],
  ])("%s is about grade %s", (text, grade) => expect(Math.abs(gradeOf(text) - grade)).toBeLessThan(grade / 2));
});
