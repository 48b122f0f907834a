/**
 * A therapist's key on paper: what is printed, and how it is read back from what somebody types. Every line is bech32, so
 * that a slip of the pen is found and no two characters look alike. The rule that must not break: whatever is printed can
 * be read back without the square code, and nothing on the sheet is needed beside it.
 */
export interface KeySheet {
  readonly name: string;
  readonly madeAt: number;
  /** Not secret: tells one key from another. */
  readonly recipient: string;
  /** `AGE-SECRET-KEY-1…`: opens. */
  readonly opening: string;
  /** `AFTERSESSION-SIGN-1…`: signs invites and updates. */
  readonly signing: string;
  /** Open what was sealed before the key was changed, newest first. */
  readonly older: readonly string[];
  /** All of it, as a key file that the age command takes, too: for the square code. */
  readonly code: string;
}

/** What `toBech32` is told of a signing key. */
export const SIGN_PREFIX = "aftersession-sign-";
/** How an opening and a signing key begin, in print. */
export const OPENING_START = "AGE-SECRET-KEY-1";
export const SIGNING_START = "AFTERSESSION-SIGN-1";
/** 32 bytes and the checksum, in both kinds of line. */
export const KEY_CHARACTERS = 58;
/** As many as can be kept in mind from paper to keyboard. */
const GROUP = 4;

/** The start of a line and the rest in groups, as they are printed. */
export function groupsOf(line: string): { readonly start: string; readonly groups: readonly string[] } {
  const at = line.lastIndexOf("1", line.length - KEY_CHARACTERS) + 1;
  return { start: line.slice(0, at), groups: line.slice(at).match(new RegExp(`.{1,${GROUP}}`, "g")) ?? [] };
}

/** The group in which a character stands, counted from 1, as people count. */
export function groupAt(place: number): number {
  return Math.floor(place / GROUP) + 1;
}

export function writeSheetCode({ name, opening, signing, older }: Omit<KeySheet, "code">): string {
  return [`# aftersession-name: ${name}`, `# ${signing}`, opening, ...older, ""].join("\n");
}

/** Letters that the alphabet leaves out because they look like one it has. */
const LOOKALIKES: Readonly<Record<string, string>> = { o: "0", i: "l", "1": "l", b: "8" };

/** The characters of one key in `text` from `at` on, over blanks, breaks, dashes and quote marks; in small letters. */
export function keyCharacters(text: string, at: number): string {
  const plain = text
    .slice(at)
    .replace(/[^A-Za-z0-9]/g, "")
    .slice(0, KEY_CHARACTERS)
    .toLowerCase();
  return plain.replace(/[oi1b]/g, (letter) => LOOKALIKES[letter] ?? letter);
}

/** Every place behind `start` in a text, whatever stands between its letters: paper and keyboard know no fixed blanks. */
export function findStarts(text: string, start: string): readonly number[] {
  const letters = start.replace(/[^A-Za-z0-9]/g, "");
  const pattern = new RegExp(Array.from(letters).join("[^A-Za-z0-9]*").replace(/1$/, "[1li]"), "gi");
  return [...text.matchAll(pattern)].map(({ 0: mark, index }) => index + mark.length);
}
