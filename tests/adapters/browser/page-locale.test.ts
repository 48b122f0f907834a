import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { ROOT } from "../../../scripts/run-command.ts";
import { listOf, NUMBERS } from "../../../scripts/string-lists.ts";
import { readMessages } from "../../../scripts/translations.ts";
import type { AskBackground } from "../../../src/protocol/page-requests.ts";
import type { MessageKey } from "../../../src/protocol/strings.ts";

const fetched: string[] = [];
/** A new page each time, in a browser that speaks this language, with the package's lists. */
async function openPage(browserLanguage = "en") {
  vi.resetModules();
  vi.stubGlobal("chrome", { i18n: { getMessage: () => browserLanguage } });
  vi.stubGlobal("fetch", async (path: string) => {
    fetched.push(path);
    return Response.json(listOf(readMessages(/^\/strings\/(\w+)\.json$/.exec(path)![1]!)));
  });
  const { translate, speak, languageCode } = await import("../../../src/adapters/browser/page-locale.ts");
  const { speakChosen } = await import("../../../src/adapters/browser/speak-chosen.ts");
  // As the build writes it.
  const say = (key: MessageKey, ...filled: readonly string[]): string =>
    translate((NUMBERS.get(key) ?? key) as MessageKey, ...filled);
  return { say, speak, languageCode, speakChosen };
}
beforeEach(() => {
  fetched.length = 0;
});

const chosen = (language: string): AskBackground => (async () => language) as unknown as AskBackground;

test("without a choice the browser's own language is spoken, read while the background is asked", async () => {
  const { say, speakChosen, languageCode } = await openPage();
  const asked: number[] = [];
  const ask = (async () => {
    asked.push(fetched.length);
    return "";
  }) as unknown as AskBackground;
  expect(await speakChosen(ask)).toBe("");
  expect(asked).toEqual([1]);
  expect(say("checkinRoom", "Dr. Rivera")).toBe("Was this a session with Dr. Rivera?");
  expect(languageCode()).toBe("en");
});

test("the chosen language fills in what the browser would, and can be left again", async () => {
  const { say, speak, speakChosen, languageCode } = await openPage();
  expect(await speakChosen(chosen("de"))).toBe("de");
  expect(say("checkinRoom", "Dr. Rivera")).toBe("War das eine Sitzung mit Dr. Rivera?");
  expect(say("checkinUse", "meet.example", "9:00", "9:50")).toContain("auf meet.example von 9:00 bis 9:50 an");
  expect(languageCode()).toBe("de");
  await speak("");
  expect(languageCode()).toBe("en");
});

test("what is filled in is not read as a placeholder", async () => {
  const { say, speak } = await openPage();
  await speak("de");
  expect(say("checkinRoom", "$1 & $2")).toBe("War das eine Sitzung mit $1 & $2?");
});

test("a language that is not there changes nothing", async () => {
  const { speak, speakChosen, languageCode } = await openPage();
  await speak("de");
  await expect(speak("xx")).rejects.toThrow();
  expect(languageCode()).toBe("de");
  expect(await speakChosen(chosen("xx"))).toBe("");
  expect(languageCode()).toBe("en");
  expect(await speakChosen((async () => Promise.reject(new Error("nobody"))) as AskBackground)).toBe("");
});

test("a list is read once, however often the page asks what to speak", async () => {
  const { speakChosen } = await openPage();
  await speakChosen(chosen("fr"));
  await speakChosen(chosen("fr"));
  await speakChosen(chosen(""));
  expect(fetched).toEqual(["/strings/en.json", "/strings/fr.json"]);
});

test.each(readdirSync(join(ROOT, "public/_locales")))("a browser in %s finds every string", async (folder) => {
  const messages = readMessages(folder);
  const { say, speakChosen } = await openPage(messages.languageCode!.message);
  await speakChosen(chosen(""));
  expect(fetched).toEqual([`/strings/${folder}.json`]);
  const wrong = Object.entries(messages).filter(([key, { message }]) => {
    const same = ["$1", "$2", "$3", "$4", "$5", "$6", "$7", "$8", "$9"];
    return say(key as MessageKey, ...same) !== message;
  });
  expect(wrong).toEqual([]);
});

test("a text that the language does not have is empty", async () => {
  const { say, speak } = await openPage();
  await speak("en");
  expect(say("afs_core_1_B1_text" as MessageKey)).toBe("");
});
