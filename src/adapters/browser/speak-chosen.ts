import type { AskBackground } from "../../protocol/page-requests.ts";

/** Speaks the language the client chose, before anything is drawn; gives it, or "" for the browser's own. */
export async function speakChosen(ask: AskBackground, speak: (language: string) => Promise<void>): Promise<string> {
  try {
    const language = await ask("readLanguage", null);
    await speak(language);
    return language;
  } catch {
    // Without the background, or without that language any more: what the page has to say, the browser's will do.
    await speak("");
    return "";
  }
}
