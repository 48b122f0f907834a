import type { ComponentChildren } from "preact";
import type { Translate } from "../../protocol/strings.ts";

/** A page has one language as long as it lives. A context would cost the check-in page more script than its longest view. */
let words: Translate = (key) => key;

interface ProviderProps {
  readonly value: Translate;
  readonly children: ComponentChildren;
}

/** Filled by each page's main.tsx from the browser's own locale, by tests from the English file. */
export const StringsContext = {
  Provider({ value, children }: ProviderProps) {
    words = value;
    return children;
  },
};

export function useStrings(): Translate {
  return words;
}
