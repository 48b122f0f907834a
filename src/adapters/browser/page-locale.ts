import { fillIn, type MessageKey, type Translate } from "../../protocol/strings.ts";
import { languageCode, speak as speakAtOnce, translate as translateAtOnce } from "./locale.ts";

/** What only setup and therapist page say, by number, as the build writes it in the place of a key (scripts/string-lists.ts). */
type List = Readonly<Partial<Record<MessageKey, string>>>;

let list: List = {};

/** What these pages say: their own strings, and those of check-in and background. */
export const translate: Translate = (key, ...substitutions) => {
  const text = list[key];
  return text === undefined ? translateAtOnce(key, ...substitutions) : fillIn(text, substitutions);
};

/** From here on `translate` speaks this language, a folder of _locales, or "" for the browser's. Rejects if there is none. */
export async function speak(language: string): Promise<void> {
  await speakAtOnce(language);
  // The package's own file.
  list = (await (await fetch(`/strings/${language || browsersOwn()}.json`)).json()) as List;
}

/** The browser falls back by itself from what it speaks to what we have; `ar-u-nu-latn` is in the folder `ar`. */
function browsersOwn(): string {
  return languageCode().replace(/-u-.*/, "").replace("-", "_");
}
