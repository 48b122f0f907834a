import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { LanguageChoiceProps } from "./LanguageChoice.tsx";

export interface InLanguageProps extends LanguageChoiceProps {
  /** Called again for each language that was chosen. */
  readonly draw: (choice: LanguageChoiceProps) => ComponentChildren;
}

/**
 * A page whose language can be chosen: what is open stays open, and is only said in other words. One component that draws
 * again, not a second `render`: that would begin to count ids anew, and labels would name the wrong fields.
 */
export function InLanguage({ chosen, languages, onChoose, draw }: InLanguageProps) {
  const [language, setLanguage] = useState(chosen);
  const choose = async (next: string): Promise<void> => {
    await onChoose(next);
    setLanguage(next);
  };
  return <>{draw({ chosen: language, languages, onChoose: choose })}</>;
}
