import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { browserMessages, listOf } from "../../../scripts/string-lists.ts";
import { readMessages } from "../../../scripts/translations.ts";

/** The usual name of a language that nobody speaks: English with accents, and longer than any translation. */
export const PSEUDO = "en_XA";

/** Puts it beside the other languages of a built extension. */
export function addPseudoLocale(extension: string): void {
  const pseudo = Object.entries(readMessages("en")).map(([key, { message }]) => [
    key,
    { message: key === "languageCode" ? message : stretched(message) },
  ]);
  const messages = Object.fromEntries(pseudo);
  put(join(extension, "_locales", PSEUDO, "messages.json"), browserMessages(messages));
  put(join(extension, "strings", `${PSEUDO}.json`), listOf(messages));
}

function put(path: string, content: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(content));
}

/** Every word gets a half more, as German does to short ones; tall letters need room above and below the line, too. */
function stretched(message: string): string {
  return message.replace(/\$\d|\p{L}+/gu, (word) => {
    if (word.startsWith("$")) return word;
    const accented = word.replace(/[aeiou]/gi, (letter) => `${letter}\u0302\u0323`);
    return accented + "x".repeat(Math.ceil(word.length / 2));
  });
}
