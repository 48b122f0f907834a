import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ROOT } from "../../../scripts/run-command.ts";
import { browserMessages, listOf, NUMBERS } from "../../../scripts/string-lists.ts";
import { type Messages, readMessages } from "../../../scripts/translations.ts";
import type { AskBackground } from "../../../src/protocol/page-requests.ts";
import { fillIn, type MessageKey } from "../../../src/protocol/strings.ts";

/** As the build writes it. */
const built = (key: string): MessageKey => (NUMBERS.get(key) ?? key) as MessageKey;
const fetched: string[] = [];

/** With `languageCode` by its own key, too: that is how the source asks for it, before it is built. */
function ofBrowser(folder: string): Messages {
  const messages = readMessages(folder);
  return { ...browserMessages(messages), languageCode: messages.languageCode! };
}

function packaged(path: string): unknown {
  const [, read, listed] = /^\/(?:_locales\/(\w+)\/messages|strings\/(\w+))\.json$/.exec(path)!;
  return read === undefined ? listOf(readMessages(listed!)) : ofBrowser(read);
}

/** A new page each time, in a browser that speaks the language of this folder, with the files of the package. */
async function openPage(folder = "en") {
  vi.resetModules();
  const own = ofBrowser(folder);
  const getMessage = (key: string, filled: readonly string[]) => fillIn(own[key]?.message ?? "", filled);
  vi.stubGlobal("chrome", { i18n: { getMessage } });
  vi.stubGlobal("fetch", async (path: string) => {
    fetched.push(path);
    return Response.json(packaged(path));
  });
  const { translate, speak } = await import("../../../src/adapters/browser/page-locale.ts");
  const { speakChosen } = await import("../../../src/adapters/browser/speak-chosen.ts");
  const say = (key: string, ...filled: readonly string[]): string => translate(built(key), ...filled);
  return { say, speak, speakChosen: (ask: AskBackground) => speakChosen(ask, speak) };
}
beforeEach(() => {
  fetched.length = 0;
});
afterEach(() => vi.unstubAllGlobals());

const chosen = (language: string): AskBackground => (async () => language) as unknown as AskBackground;
const AS_WRITTEN = ["$1", "$2", "$3", "$4", "$5", "$6", "$7", "$8", "$9"];

test("without a choice the browser's own language is spoken", async () => {
  const { say, speakChosen } = await openPage();
  expect(await speakChosen(chosen(""))).toBe("");
  expect(say("setupWaitingTitle")).toBe(readMessages("en").setupWaitingTitle!.message);
  expect(say("checkinRoom", "Dr. Rivera")).toBe("Was this a session with Dr. Rivera?");
  expect(fetched).toEqual(["/strings/en.json"]);
});

test("the chosen language fills in what the browser would, and can be left again", async () => {
  const { say, speak, speakChosen } = await openPage();
  expect(await speakChosen(chosen("de"))).toBe("de");
  expect(say("checkinRoom", "Dr. Rivera")).toBe("War das eine Sitzung mit Dr. Rivera?");
  expect(say("setupWaitingTitle")).toBe(readMessages("de").setupWaitingTitle!.message);
  expect(say("languageCode")).toBe("de");
  await speak("");
  expect(say("languageCode")).toBe("en");
  expect(say("setupWaitingTitle")).toBe(readMessages("en").setupWaitingTitle!.message);
});

test("what is filled in is not read as a placeholder", async () => {
  const { say, speak } = await openPage();
  await speak("de");
  expect(say("checkinRoom", "$1 & $2")).toBe("War das eine Sitzung mit $1 & $2?");
  expect(say("setupSiteAllowOf", "$2")).toContain("$2");
});

test("a language that is not there leaves the browser's", async () => {
  const { say, speak, speakChosen } = await openPage();
  await speak("de");
  await expect(speak("xx")).rejects.toThrow();
  expect(say("languageCode")).toBe("de");
  expect(await speakChosen(chosen("xx"))).toBe("");
  expect(say("languageCode")).toBe("en");
  expect(await speakChosen((async () => Promise.reject(new Error("nobody"))) as AskBackground)).toBe("");
});

test.each(readdirSync(join(ROOT, "public/_locales")))("whoever reads %s finds every string", async (folder) => {
  const wrong = (say: Awaited<ReturnType<typeof openPage>>["say"]) =>
    Object.entries(readMessages(folder)).filter(([key, { message }]) => say(key, ...AS_WRITTEN) !== message);
  const own = await openPage(folder);
  await own.speak("");
  expect(wrong(own.say)).toEqual([]);
  const other = await openPage(folder === "en" ? "fr" : "en");
  await other.speak(folder);
  expect(wrong(other.say)).toEqual([]);
});

test("a text that the language does not have is empty", async () => {
  const { say, speak } = await openPage();
  await speak("en");
  expect(say("afs_core_1_B1_text")).toBe("");
});
