import type { AskBackground } from "../../protocol/page-requests.ts";
import { languageCode } from "./locale.ts";
import { LOCALES } from "./locales.ts";
import { speak, translate } from "./page-locale.ts";
import { speakChosen } from "./speak-chosen.ts";

/** What a page of ours speaks: the chosen language before anything is drawn, and any other that is chosen on it. */
export async function readPageLanguage(ask: AskBackground) {
  return {
    chosen: await speakChosen(ask, speak),
    languages: LOCALES,
    /** BCP 47, of the language spoken now. */
    code: languageCode,
    translate,
    choose: async (language: string): Promise<void> => {
      // Kept first: every page of ours is to speak it.
      await ask("setLanguage", { language });
      await speak(language);
    },
  };
}
