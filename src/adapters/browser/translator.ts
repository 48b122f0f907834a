import type { MessageKey, Translate } from "../../protocol/strings.ts";

/**
 * The words of a language that the page need not speak, a folder of _locales: for what is written to somebody else. Apart
 * from `locale.ts`, which the check-in page loads.
 */
export async function translatorFor(language: string): Promise<Translate> {
  // The package's own file.
  const file = await fetch(`/_locales/${language}/messages.json`);
  const messages = (await file.json()) as Readonly<Partial<Record<MessageKey, { readonly message: string }>>>;
  return (key, ...substitutions) =>
    (messages[key]?.message ?? "").replace(/\$(\d)/g, (_, place: string) => substitutions[Number(place) - 1] ?? "");
}
