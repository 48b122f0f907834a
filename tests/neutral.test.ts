import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import manifest from "../manifest.json" with { type: "json" };

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const LOCALES = readdirSync(`${ROOT}public/_locales`);

/**
 * What others may see on a shared or locked screen: the toolbar button and its badge, a notification, the titles of windows
 * and tabs, which the browser's history keeps, and the name in the list of extensions.
 */
const SEEN_BY_OTHERS = [
  "actionTitle",
  "badgeWaiting",
  "checkinPageTitle",
  "notifyTitle",
  "notifyText",
  "setupTitle",
  "extName",
];

/** What these words would give away, by language. A language without a list has not been looked at, and fails. */
const GIVES_AWAY: Readonly<Record<string, RegExp>> = {
  en: /therap|counsel|psych|mental|\bsession|patient|client|clinic|health|alliance|feel|mood|crisis|Dr\./i,
  de: /therap|berat|psych|seel|sitzung|patient|klient|klinik|gesund|gefühl|stimmung|krise|Dr\./i,
  es: /terap|psic|mental|sesi[oó]n|paciente|cliente|cl[ií]nic|salud|sentim|ánimo|crisis|Dra?\./i,
  pt: /terap|psic|mental|sess[aã]o|paciente|cliente|cl[ií]nic|saúde|sentim|humor|crise|Dra?\./i,
  fr: /thérap|psy|mental|séance|patient|client|cliniq|santé|ressent|humeur|crise|Dr\b/i,
  zh: /治疗|咨询|心理|精神|会谈|患者|来访者|诊所|健康|情绪|感受|危机|医生/,
  ar: /علاج|معالج|نفس|جلسة|مريض|عميل|عيادة|صحة|مزاج|شعور|أزمة|د\./,
};

const textOf = (locale: string, key: string): string => {
  const messages = JSON.parse(readFileSync(`${ROOT}public/_locales/${locale}/messages.json`, "utf8")) as Record<
    string,
    { readonly message: string }
  >;
  return messages[key]?.message ?? "";
};

describe.each(LOCALES)("in %s", (locale) => {
  const words = GIVES_AWAY[locale.split(/[_-]/)[0] ?? ""];
  test.each(SEEN_BY_OTHERS)("%s says nothing of what this is about, and names nobody", (key) => {
    expect(words, "no list of words for this language").toBeDefined();
    expect(textOf(locale, key)).not.toBe("");
    expect(textOf(locale, key)).not.toMatch(words ?? /./);
    // Nothing can be filled in: no name, no site, no time.
    expect(textOf(locale, key)).not.toMatch(/\$\d/);
  });
});

test.each(["checkin", "setup"])(
  "the page %s has a title that may stand in a history, before any script has run",
  (page) => {
    const html = readFileSync(`${ROOT}src/ui/${page}/index.html`, "utf8");
    const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? "";
    expect(title).not.toBe("");
    expect(title).not.toMatch(GIVES_AWAY.en!);
  },
);

test("the addresses of the client's pages, which a history keeps, say nothing either", () => {
  for (const address of [manifest.action.default_popup, manifest.options_ui.page])
    expect(address).not.toMatch(GIVES_AWAY.en!);
});

const NOTIFICATIONS = [
  'notify(t("notifyInboxTitle"), t("notifyInboxText"), "inbox");',
  'notify(t("notifyTitle"), t("notifyText"));',
];
test("a notification is made of these strings and nothing else", () => {
  const worker = readFileSync(`${ROOT}src/background/worker.ts`, "utf8");
  expect(worker.match(/\bnotify\((?!\))[^;]*;/g)).toEqual(NOTIFICATIONS);
});

test("the badge is a number, and its button has one of three titles", () => {
  const badge = readFileSync(`${ROOT}src/background/waiting-check-ins.ts`, "utf8");
  expect([...badge.matchAll(/\bt\("(\w+)"\)/g)].map(([, key]) => key)).toEqual([
    "badgeWaiting",
    "badgeInbox",
    "actionTitle",
  ]);
});
