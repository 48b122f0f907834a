import { armor, Decrypter, Encrypter } from "age-encryption";
import { fromBase64Url } from "./bytes.ts";
import { PHRASE_WORDS } from "./phrase-words.ts";

/** 2^18 rounds, as `age -p` asks for: about a second here, and for whoever guesses, each time. */
const WORK_FACTOR = 18;
/** Six of 2,048 words are 66 bits: with a second of work for each guess nobody finds them. */
const SUGGESTED_WORDS = 6;

/** A key file that a passphrase opens, as text: `age -d FILE` asks for it and opens it, too. */
export async function lockKeyFile(text: string, passphrase: string, workFactor = WORK_FACTOR): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(plainPassphrase(passphrase));
  encrypter.setScryptWorkFactor(workFactor);
  return `${armor.encode(await encrypter.encrypt(text)).trimEnd()}\n`;
}

export type Unlocked =
  | { readonly kind: "unlocked"; readonly text: string }
  | { readonly kind: "refused"; readonly reason: "wrongPassphrase" | "otherLock" | "damagedFile" };

/** `text` is armor. What a key opens instead of a passphrase, or what asks for too much work, is another lock. */
export async function unlockKeyFile(text: string, passphrase: string): Promise<Unlocked> {
  const sealed = dearmored(text);
  if (sealed === null) return { kind: "refused", reason: "damagedFile" };
  if (!isPassphraseLock(sealed)) return { kind: "refused", reason: "otherLock" };
  const decrypter = new Decrypter();
  decrypter.addPassphrase(plainPassphrase(passphrase));
  try {
    return { kind: "unlocked", text: await decrypter.decrypt(sealed, "text") };
  } catch {
    // A wrong passphrase and one changed byte look the same from here, and the next thing to try is the same.
    return { kind: "refused", reason: "wrongPassphrase" };
  }
}

/** Words at random, as they are said and typed. */
export function suggestPassphrase(): string {
  const picks = crypto.getRandomValues(new Uint16Array(SUGGESTED_WORDS));
  // 65,536 is a multiple of 2,048: no word is likelier than another.
  return Array.from(picks, (pick) => PHRASE_WORDS[pick % PHRASE_WORDS.length]).join("-");
}

/** What a keyboard and a pasted note may differ in: blanks around it, and two ways to write one letter. */
function plainPassphrase(passphrase: string): string {
  return passphrase.trim().normalize("NFC");
}

/** Whatever a mail or an editor did to the lines of the armor. */
function dearmored(text: string): Uint8Array | null {
  const inside = /-----BEGIN AGE ENCRYPTED FILE-----(.*?)-----END/s.exec(text)?.[1];
  const letters = inside
    ?.replace(/[^A-Za-z0-9+/]/g, "")
    .replaceAll("+", "-")
    .replaceAll("/", "_");
  return letters === undefined || letters === "" ? null : fromBase64Url(letters);
}

/** Of 2^21 rounds and more the library says no before it begins. */
const HIGHEST_WORK = 20;

function isPassphraseLock(sealed: Uint8Array): boolean {
  const header = String.fromCharCode(...sealed.slice(0, 120));
  const work = /^age-encryption\.org\/v1\n-> scrypt \S+ (\d{1,2})\n/.exec(header)?.[1];
  return work !== undefined && Number(work) <= HIGHEST_WORK;
}
