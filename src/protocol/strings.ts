/**
 * The keys of public/_locales/en/messages.json as a type, so that a string that does not exist does not compile. The
 * other languages are held to the same keys and placeholders by tests/locales.test.ts.
 */
import type messages from "../../public/_locales/en/messages.json";

export type MessageKey = keyof typeof messages;
/** `browser.i18n.getMessage` with known keys; substitutions fill $1 … $9. */
export type Translate = (key: MessageKey, ...substitutions: readonly string[]) => string;

/** A text in which $1 … $9 are filled in; what is filled in is not read again. */
export function fillIn(text: string, substitutions: readonly string[]): string {
  return text.replace(/\$(\d)/g, (_, place: string) => substitutions[Number(place) - 1] ?? "");
}
