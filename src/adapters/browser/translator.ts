import { fillIn, type MessageKey, type Translate } from "../../protocol/strings.ts";

type Texts = Readonly<Partial<Record<MessageKey, string>>>;
type Messages = Readonly<Partial<Record<MessageKey, { readonly message: string }>>>;

/**
 * The words of a language that the page need not speak, a folder of _locales: for what is written to somebody else. From
 * the two files of the package that have them, as `page-locale.ts` reads those of the page's own.
 */
export async function translatorFor(language: string): Promise<Translate> {
  const [list, messages] = await Promise.all([
    readPackaged(`/strings/${language}.json`) as Promise<Texts>,
    readPackaged(`/_locales/${language}/messages.json`) as Promise<Messages>,
  ]);
  return (key, ...substitutions) => fillIn(list[key] ?? messages[key]?.message ?? "", substitutions);
}

async function readPackaged(path: string): Promise<unknown> {
  return (await fetch(path)).json();
}
