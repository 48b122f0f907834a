import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Translate } from "../../protocol/strings.ts";

/** Filled by each page's main.tsx from the browser's own locale, by tests from the English file. */
export const StringsContext = createContext<Translate>((key) => key);

export function useStrings(): Translate {
  return useContext(StringsContext);
}
