import type { AskBackground } from "../../protocol/page-requests.ts";
import { speak } from "./locale.ts";

/** Speaks the language the client chose, before anything is drawn; gives it, or "" for the browser's own. */
export async function speakChosen(ask: AskBackground): Promise<string> {
  try {
    const language = await ask("readLanguage", null);
    await speak(language);
    return language;
  } catch {
    // Without the background, or without that language any more: what the page has to say, the browser's will do.
    return "";
  }
}
