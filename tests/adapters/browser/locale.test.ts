import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ROOT } from "../../../scripts/run-command.ts";
import { languageCode, speak, translate } from "../../../src/adapters/browser/locale.ts";
import { speakChosen } from "../../../src/adapters/browser/speak-chosen.ts";
import type { AskBackground } from "../../../src/protocol/page-requests.ts";
import { english } from "../../english.ts";

/** An English browser, and the package's own files. */
beforeEach(async () => {
  vi.stubGlobal("chrome", {
    i18n: { getMessage: (key: Parameters<typeof english>[0], values: readonly string[]) => english(key, ...values) },
  });
  vi.stubGlobal("fetch", async (path: string) => new Response(readFileSync(join(ROOT, "public", path))));
  await speak("");
});
afterEach(() => vi.unstubAllGlobals());

const chosen = (language: string): AskBackground => (async () => language) as unknown as AskBackground;

test("without a choice the browser's own language is spoken", async () => {
  expect(await speakChosen(chosen(""))).toBe("");
  expect(translate("checkinRoom", "Dr. Rivera")).toBe("Was this a session with Dr. Rivera?");
  expect(languageCode()).toBe("en");
});

test("the chosen language fills in what the browser would, and can be left again", async () => {
  expect(await speakChosen(chosen("de"))).toBe("de");
  expect(translate("checkinRoom", "Dr. Rivera")).toBe("War das eine Sitzung mit Dr. Rivera?");
  expect(translate("checkinUse", "meet.example", "9:00", "9:50")).toContain("auf meet.example von 9:00 bis 9:50 an");
  expect(languageCode()).toBe("de");
  await speak("");
  expect(languageCode()).toBe("en");
});

test("what is filled in is not read as a placeholder", async () => {
  await speak("de");
  expect(translate("checkinRoom", "$1 & $2")).toBe("War das eine Sitzung mit $1 & $2?");
});

test("a language that is not there changes nothing", async () => {
  await speak("de");
  await expect(speak("xx")).rejects.toThrow();
  expect(languageCode()).toBe("de");
  expect(await speakChosen(chosen("xx"))).toBe("");
  expect(await speakChosen((async () => Promise.reject(new Error("nobody"))) as AskBackground)).toBe("");
});
