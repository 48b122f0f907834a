import { fillIn, type MessageKey, type Translate } from "../../protocol/strings.ts";

type Messages = Readonly<Partial<Record<MessageKey, { readonly message: string }>>>;

/** Of the language the client chose; null while the browser's own holds, the only one `i18n` knows. */
let chosen: Messages | null = null;

/** What background and check-in say. A text that the language does not have is empty, in the way of the browser. */
export const translate: Translate = (key, ...substitutions) => {
  if (chosen === null) return chrome.i18n.getMessage(key, [...substitutions]);
  return fillIn(chosen[key]?.message ?? "", substitutions);
};

/** From here on `translate` speaks this language, a folder of _locales, or "" for the browser's. Rejects if there is none. */
export async function speak(language: string): Promise<void> {
  // The package's own file.
  chosen = language === "" ? null : ((await (await fetch(`/_locales/${language}/messages.json`)).json()) as Messages);
}

/** BCP 47, of the strings as they are: a browser whose language we do not have shows English. */
export function languageCode(): string {
  return translate("languageCode");
}
