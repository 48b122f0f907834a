import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readMessages } from "../scripts/translations.ts";

const LOCALES = new URL("../public/_locales/", import.meta.url);
const LANGUAGES = readdirSync(LOCALES);

/** What others see who share the screen or the computer: titles of tabs and so of the history, toolbar button, notifications. */
const SEEN_BY_OTHERS = [
  "extName",
  "actionTitle",
  "badgeWaiting",
  "badgeInbox",
  "checkinPageTitle",
  "setupTitle",
  "notifyTitle",
  "notifyText",
  "notifyInboxTitle",
  "notifyInboxText",
];
/** Therapy and what is said of it, in each language; a place for a name. */
const TELLING = /therap|thérap|terap|psych|psic|psy\b|counsel|alliance|治疗|治療|心理|咨询|علاج|معالج|نفسي|\$/i;

test.each(LANGUAGES)("nothing that others may see speaks of therapy or names anybody: %s", (language) => {
  const messages = readMessages(language);
  const seen = SEEN_BY_OTHERS.map((key) => `${key}: ${messages[key]?.message}`);
  expect(seen.filter((line) => TELLING.test(line) || line.endsWith("undefined"))).toEqual([]);
});

/** Or the list of words would find nothing. */
test.each(LANGUAGES)("what is not seen by others does speak of it: %s", (language) => {
  expect(readMessages(language).extDescription?.message).toMatch(TELLING);
});

test.each(["checkin", "setup", "therapist", "practice"])("the page's own title tells nothing: %s", (page) => {
  const html = readFileSync(new URL(`../src/ui/${page}/index.html`, import.meta.url), "utf8");
  expect(/<title>(.*)<\/title>/.exec(html)?.[1]).toMatch(/^(?:Check-in|Aftersession)$/);
});
