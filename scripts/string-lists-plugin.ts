import { readdirSync } from "node:fs";
import type { Plugin } from "vite";
import { browserMessages, listOf, NUMBERS } from "./string-lists.ts";
import { readMessages } from "./translations.ts";

/** Keys become numbers, and each language what the browser reads and a list. */
export function numberStrings(): Plugin {
  return {
    name: "number-strings",
    enforce: "pre",
    // Strings go into the package in another form; whoever wants more of the folder there brings it (vite.config.ts).
    config: () => ({ build: { copyPublicDir: false } }),
    transform: (code, id) => (/\/src\/.*\.tsx?$/.test(id) ? code.replaceAll(/"(\w+)"/g, numbered) : null),
    generateBundle() {
      for (const language of readdirSync("public/_locales")) {
        const messages = readMessages(language);
        const put = (fileName: string, content: unknown): void =>
          void this.emitFile({ type: "asset", fileName, source: JSON.stringify(content) });
        put(`_locales/${language}/messages.json`, browserMessages(messages));
        put(`strings/${language}.json`, listOf(messages));
      }
    },
  };
}

function numbered(quoted: string, word: string): string {
  const number = NUMBERS.get(word);
  return number === undefined ? quoted : `"${number}"`;
}
