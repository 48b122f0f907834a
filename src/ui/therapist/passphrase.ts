import type { MessageKey } from "../../protocol/strings.ts";

/** What NIST asks of a password that nothing else stands beside (SP 800-63B-4, 3.1.1.2). */
export const LEAST_CHARACTERS = 15;
/** "aaaaaaaaaaaaaaa" is long, too. */
const LEAST_DIFFERENT = 6;

/** What is wrong with a passphrase and its repetition; null where it may lock a key. */
export function passphraseFault(passphrase: string, again: string): MessageKey | null {
  const letters = [...passphrase.trim()];
  if (letters.length < LEAST_CHARACTERS) return "therapistFaultPassphraseShort";
  if (new Set(letters).size < LEAST_DIFFERENT) return "therapistFaultPassphraseSame";
  return passphrase.trim() === again.trim() ? null : "therapistFaultPassphraseAgain";
}
