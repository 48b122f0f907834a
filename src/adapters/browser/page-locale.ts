import { fillIn, type Translate } from "../../protocol/strings.ts";

/** As the build writes it (scripts/string-lists.ts). There a key is a number or, of items and a few more, a name. */
interface StringList {
  readonly list: readonly string[];
  readonly named: Readonly<Record<string, string>>;
}
type Texts = Readonly<Record<string, string>>;

let texts: Texts = {};
/** The check-in asks at each news, and a client may choose back and forth: a list is read once. */
const reading = new Map<string, Promise<Texts>>();

/** What a page says. A text that the language does not have is empty. */
export const translate: Translate = (key, ...substitutions) => fillIn(texts[key] ?? "", substitutions);

/** From here on `translate` speaks this language, a folder of _locales, or "" for the browser's. Rejects if there is none. */
export async function speak(language: string): Promise<void> {
  texts = await readTexts(language);
}

/** Begins to read what `speak` will wait for. */
export function readTexts(language: string): Promise<Texts> {
  const folder = language || browsersOwn();
  const read = reading.get(folder) ?? readList(folder);
  reading.set(folder, read);
  return read;
}

async function readList(folder: string): Promise<Texts> {
  // The package's own file.
  const { list, named } = (await (await fetch(`/strings/${folder}.json`)).json()) as StringList;
  return Object.assign({}, named, list);
}

/** The browser falls back by itself from what it speaks to what we have; `ar-u-nu-latn` is in the folder `ar`. */
function browsersOwn(): string {
  return chrome.i18n.getMessage("languageCode").replace(/-u-.*/, "").replace("-", "_");
}

/** BCP 47, of the strings as they are. */
export function languageCode(): string {
  return translate("languageCode");
}
