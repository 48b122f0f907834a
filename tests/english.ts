import messages from "../public/_locales/en/messages.json" with { type: "json" };
import type { Translate } from "../src/protocol/strings.ts";

interface Message {
  readonly message: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}

const MESSAGES: Readonly<Record<string, Message>> = messages;

/** What `browser.i18n.getMessage` answers in an English browser. */
export const english: Translate = (key, ...substitutions) => {
  const { message, placeholders = {} } = MESSAGES[key] ?? { message: "" };
  const named = message.replace(/\$([a-z_]+)\$/gi, (whole, name: string) => {
    const content = placeholders[name.toLowerCase()]?.content;
    return content ?? whole;
  });
  return named.replace(/\$(\d)/g, (_, index: string) => substitutions[Number(index) - 1] ?? "");
};
