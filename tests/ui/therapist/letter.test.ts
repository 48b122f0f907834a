import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Translate } from "../../../src/protocol/strings.ts";
import { directionOf, folderOf, letterText, usualWords, writeLetter } from "../../../src/ui/therapist/letter.ts";
import { english } from "../../english.ts";

const FACTS = { link: "https://aftersession.example/join#A1.x.y", expiresAt: Date.parse("2026-12-07T12:00:00Z") };

function speak(language: string): Translate {
  const file = readFileSync(`public/_locales/${language}/messages.json`, "utf8");
  const messages = JSON.parse(file) as Record<string, { message: string }>;
  return (key, ...filled) => messages[key]!.message.replace(/\$(\d)/g, (_, n: string) => filled[Number(n) - 1] ?? "");
}

describe("an invitation letter", () => {
  test("says why, what happens, how to begin, the link once, and what to do in danger", () => {
    const text = letterText(english, writeLetter(english, { ...FACTS, own: usualWords(english, "Dr. Rivera") }));
    expect(text).toMatch(/^Hello,\n\nYour view of our work matters to me\./);
    expect(text).toContain("Your care stays the same if you say no.\n\nDr. Rivera\n\nWhat happens");
    expect(text).toContain("1. Add Aftersession");
    expect(text).toContain("“Show me the invite”");
    expect(text.split(FACTS.link)).toHaveLength(2);
    expect(text).toContain("do not wait");
  });

  test("leaves a place for the check words and does not hold them", () => {
    const text = letterText(english, writeLetter(english, { ...FACTS, own: "" }));
    expect(text).toContain("______ ______ ______ ______");
    expect(text).toContain("Read them to me in our next session");
  });

  test("keeps the therapist's paragraphs and drops empty ones", () => {
    expect(writeLetter(english, { ...FACTS, own: "One\ntwo\n\n\n \nthree\n" }).own).toEqual(["One\ntwo", "three\n"]);
  });

  test.each(["ar", "de", "en", "es", "fr", "pt_BR", "zh_CN"])(
    "speaks %s from the first word to the date",
    (language) => {
      const t = speak(language);
      const letter = writeLetter(t, { ...FACTS, own: usualWords(t, "Dr. Rivera") });
      expect(letterText(t, letter)).not.toMatch(/\$\d|undefined/);
      expect(letter.until).toMatch(/2026/);
      expect(folderOf(t)).toBe(language);
      expect(directionOf(t)).toBe(language === "ar" ? "rtl" : "ltr");
    },
  );
});
