import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readMessages } from "../../../scripts/translations.ts";
import { languageCode, speak, translate } from "../../../src/adapters/browser/locale.ts";
import { english } from "../../english.ts";

/** An English browser, and the files as they are before the build. */
beforeEach(async () => {
  vi.stubGlobal("chrome", {
    i18n: { getMessage: (key: Parameters<typeof english>[0], values: readonly string[]) => english(key, ...values) },
  });
  vi.stubGlobal("fetch", async (path: string) => {
    const [, folder] = /^\/_locales\/(\w+)\/messages\.json$/.exec(path)!;
    return Response.json(readMessages(folder!));
  });
  await speak("");
});
afterEach(() => vi.unstubAllGlobals());

test("without a choice the background speaks the browser's own language", () => {
  expect(translate("checkinUseAnywhere", "9:00", "9:50")).toContain("from 9:00 to 9:50");
  expect(languageCode()).toBe("en");
});

test("the chosen language fills in what the browser would, and can be left again", async () => {
  await speak("de");
  expect(translate("checkinUse", "meet.example", "9:00", "$1 & $2")).toContain(
    "auf meet.example von 9:00 bis $1 & $2 an",
  );
  expect(languageCode()).toBe("de");
  await speak("");
  expect(languageCode()).toBe("en");
});

test("a language that is not there changes nothing", async () => {
  await speak("de");
  await expect(speak("xx")).rejects.toThrow();
  expect(languageCode()).toBe("de");
});
