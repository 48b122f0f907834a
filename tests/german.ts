import messages from "../public/_locales/de/messages.json" with { type: "json" };
import type { Translate } from "../src/protocol/strings.ts";

const MESSAGES: Readonly<Record<string, { readonly message: string } | undefined>> = messages;

/** What our pages say once German was chosen. */
export const german: Translate = (key, ...substitutions) =>
  (MESSAGES[key]?.message ?? "").replace(/\$(\d)/g, (_, index: string) => substitutions[Number(index) - 1] ?? "");
