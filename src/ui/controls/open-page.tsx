import { type ComponentChildren, render } from "preact";
import type { MessageKey, Translate } from "../../protocol/strings.ts";
import { InLanguage } from "./InLanguage.tsx";
import type { LanguageChoiceProps } from "./LanguageChoice.tsx";
import { setPageLanguage } from "./page-language.ts";
import { StringsContext } from "./strings.ts";

/** What the browser's side knows of the language: the one in use, and how another is taken. */
export interface PageLanguage extends Pick<LanguageChoiceProps, "chosen" | "languages"> {
  /** Of the language spoken now. */
  readonly code: () => string;
  readonly translate: Translate;
  readonly choose: LanguageChoiceProps["onChoose"];
}

export interface PageProps {
  readonly root: HTMLElement;
  readonly language: PageLanguage;
  readonly title: MessageKey;
  /** Called again for each language that was chosen. */
  readonly draw: (lang: string, choice: LanguageChoiceProps) => ComponentChildren;
}

/** Draws a page whose language can be chosen on it. */
export function openPage({ root, language, title, draw }: PageProps): void {
  const { chosen, languages, code, translate, choose } = language;
  const drawInLanguage = (choice: LanguageChoiceProps): ComponentChildren => {
    const lang = code();
    setPageLanguage(lang, translate(title));
    return <StringsContext.Provider value={translate}>{draw(lang, choice)}</StringsContext.Provider>;
  };
  render(<InLanguage chosen={chosen} languages={languages} onChoose={choose} draw={drawInLanguage} />, root);
}
