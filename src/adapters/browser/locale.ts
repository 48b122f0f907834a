import type { Translate } from "../../protocol/strings.ts";

export function createTranslate(): Translate {
  return (key, ...substitutions) => chrome.i18n.getMessage(key, [...substitutions]);
}

export interface Locale {
  /** BCP 47, e.g. `pt-BR`. */
  readonly lang: string;
  readonly dir: "ltr" | "rtl";
}

/** The language the strings are shown in, for `<html lang dir>`. */
export function createLocale(): Locale {
  const lang = chrome.i18n.getMessage("@@ui_locale").replaceAll("_", "-") || "en";
  return { lang, dir: chrome.i18n.getMessage("@@bidi_dir") === "rtl" ? "rtl" : "ltr" };
}
