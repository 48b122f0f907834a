import type { Page } from "puppeteer-core";
import { browserMessages, listOf } from "../../../scripts/string-lists.ts";
import type { Answer, PageRequestKind } from "../../../src/protocol/page-requests.ts";
import type { Language } from "./languages.ts";

/** What a background says in one situation; what is not listed here answers null. `silent`: it does not answer. */
export type Said = { readonly [K in PageRequestKind]?: Answer<K> | "silent" };

/**
 * From the next load on, the built page gets its strings in this language and its answers from `said`, whatever language and
 * background the browser has: nothing of the page itself is replaced.
 */
export async function pretend(page: Page, { lang, dir, messages }: Language, said: Said): Promise<void> {
  // tsx names functions by a helper of its own, which the page does not have.
  await page.evaluateOnNewDocument("globalThis.__name ??= (named) => named");
  await page.evaluateOnNewDocument(
    (words, answers) => {
      type Doors = {
        i18n: { getMessage: (key: string, filled?: string | readonly string[]) => string };
        runtime: { sendMessage: (message: { kind: string }) => Promise<unknown>; connect: () => unknown };
      };
      const getMessage: Doors["i18n"]["getMessage"] = (key, filled = []) => {
        if (key === "@@ui_locale") return words.lang.replaceAll("-", "_");
        if (key === "@@bidi_dir") return words.dir;
        const all = typeof filled === "string" ? [filled] : filled;
        return (words.read[key]?.message ?? "").replaceAll(/\$(\d)/g, (_, n: string) => all[Number(n) - 1] ?? "");
      };
      const sendMessage: Doors["runtime"]["sendMessage"] = async ({ kind }) => {
        const answer = (answers as Record<string, unknown>)[kind] ?? null;
        if (answer === "silent") throw new Error("Could not establish connection");
        return answer;
      };
      const fetched = globalThis.fetch;
      globalThis.fetch = async (path, init) =>
        typeof path === "string" && path.startsWith("/strings/") ? Response.json(words.list) : fetched(path, init);
      const connect = (): unknown => ({ onDisconnect: { addListener: () => {} } });
      const put = (): void => {
        const { chrome, browser } = globalThis as unknown as { chrome?: Doors; browser?: Doors };
        for (const doors of [chrome, browser]) {
          if (doors?.i18n === undefined) continue;
          doors.i18n.getMessage = getMessage;
          Object.assign(doors.runtime, { sendMessage, connect });
        }
      };
      put();
      // Before any script of the page: those are modules, which run once the document is read.
      document.addEventListener("readystatechange", put, { once: true });
    },
    { lang, dir, read: browserMessages(inFileForm(messages)), list: listOf(inFileForm(messages)) },
    said as Record<string, unknown>,
  );
}

function inFileForm(messages: Language["messages"]): Parameters<typeof listOf>[0] {
  return Object.fromEntries(Object.entries(messages).map(([key, message]) => [key, { message }]));
}
