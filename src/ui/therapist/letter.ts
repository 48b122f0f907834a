import type { Translate } from "../../protocol/strings.ts";

export interface LetterFacts {
  /** What the therapist says; blank lines part paragraphs. */
  readonly own: string;
  readonly link: string;
  readonly expiresAt: number;
}

/** A letter in the language of its words. */
export interface Letter {
  readonly own: readonly string[];
  readonly expect: readonly string[];
  readonly steps: readonly string[];
  readonly link: string;
  readonly until: string;
  readonly safety: string;
}

/** What a letter says until the therapist says it otherwise. */
export function usualWords(t: Translate, therapist: string): string {
  const said = [t("letterHello"), t("setupLetter"), t("letterHonest"), t("setupConsentVoluntary"), therapist];
  return said.join("\n\n");
}

/** The four check words are left out on purpose: whoever swaps the invite could swap them, too. They are said aloud. */
export function writeLetter(t: Translate, { own, link, expiresAt }: LetterFacts): Letter {
  const until = new Intl.DateTimeFormat(t("languageCode"), { dateStyle: "full", timeStyle: "short" }).format(expiresAt);
  return {
    own: own.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== ""),
    expect: [t("letterExpect"), t("letterReaders")],
    steps: [
      t("letterInstall"),
      t("letterOpen", t("checkinOpenSettings")),
      t("letterPaste", t("setupInviteRead")),
      t("letterCheckWords"),
    ],
    link,
    until: t("letterUntil", until),
    safety: t("setupConsentSafety"),
  };
}

/** The same for a mail or a file. */
export function letterText(t: Translate, letter: Letter): string {
  const { own, expect, steps, link, until, safety } = letter;
  return [
    ...own,
    t("letterExpectTitle"),
    ...expect,
    t("letterStepsTitle"),
    steps.map((step, index) => `${index + 1}. ${step}`).join("\n"),
    `${t("letterLinkTitle")}\n${link}`,
    until,
    safety,
    "",
  ].join("\n\n");
}

/** Only Arabic is written from the right so far. */
export function directionOf(t: Translate): "ltr" | "rtl" {
  return t("languageCode").startsWith("ar") ? "rtl" : "ltr";
}

/** The folder of _locales whose words these are, for a letter in the page's own language. */
export function folderOf(t: Translate): string {
  return t("languageCode")
    .replace(/-u-.*$/, "")
    .replace("-", "_");
}
