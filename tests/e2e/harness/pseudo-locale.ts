import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The usual name of a language that nobody speaks: English with accents, and longer than any translation. */
export const PSEUDO = "en_XA";

type Messages = Readonly<Record<string, { readonly message: string }>>;

/** Puts it beside the other languages of a built extension. */
export function addPseudoLocale(extension: string): void {
  const locales = join(extension, "_locales");
  const english = JSON.parse(readFileSync(join(locales, "en/messages.json"), "utf8")) as Messages;
  const pseudo = Object.entries(english).map(([key, { message }]) => [
    key,
    { message: key === "languageCode" ? message : stretched(message) },
  ]);
  mkdirSync(join(locales, PSEUDO));
  writeFileSync(join(locales, PSEUDO, "messages.json"), JSON.stringify(Object.fromEntries(pseudo)));
}

/** Every word gets a half more, as German does to short ones; tall letters need room above and below the line, too. */
function stretched(message: string): string {
  return message.replace(/\$\d|\p{L}+/gu, (word) => {
    if (word.startsWith("$")) return word;
    const accented = word.replace(/[aeiou]/gi, (letter) => `${letter}\u0302\u0323`);
    return accented + "x".repeat(Math.ceil(word.length / 2));
  });
}
