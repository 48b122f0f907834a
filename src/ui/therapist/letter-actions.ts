import type { Translate } from "../../protocol/strings.ts";

export interface LetterWords {
  /** Speaks the language of the letter, whatever the page speaks. */
  readonly translate: Translate;
  /** The therapist's own wording for this language; null where it is ours. */
  readonly own: string | null;
}

/** The letter that goes with an invite. */
export interface LetterActions {
  /** Folders of _locales. */
  readonly letterLanguages: readonly string[];
  readonly letterWords: (language: string) => Promise<LetterWords>;
  /** For later letters in this language; null goes back to our wording. */
  readonly keepLetter: (language: string, own: string | null) => Promise<void>;
  readonly saveLetter: (text: string) => void;
}

interface LetterActionsDeps {
  readonly languages: readonly string[];
  readonly translatorFor: (language: string) => Promise<Translate>;
  readonly openVault: () => Promise<{
    readonly read: (name: string) => Promise<unknown>;
    readonly keep: (name: string, value: unknown) => Promise<void>;
    readonly remove: (names: readonly string[]) => Promise<void>;
  }>;
  readonly saveTextFile: (name: string, text: string) => void;
}

const LETTER_FILE = "aftersession-letter.txt";

export function createLetterActions(deps: LetterActionsDeps): LetterActions {
  const { languages, translatorFor, openVault, saveTextFile } = deps;
  const nameOf = (language: string): string => `letter|${language}`;
  return {
    letterLanguages: languages,
    letterWords: async (language) => {
      const [translate, vault] = await Promise.all([translatorFor(language), openVault()]);
      const own = await vault.read(nameOf(language));
      return { translate, own: typeof own === "string" ? own : null };
    },
    keepLetter: async (language, own) => {
      const vault = await openVault();
      if (own === null) await vault.remove([nameOf(language)]);
      else await vault.keep(nameOf(language), own);
    },
    saveLetter: (text) => saveTextFile(LETTER_FILE, text),
  };
}
