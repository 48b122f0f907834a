import browser from "webextension-polyfill";
import type { Translate } from "../../protocol/strings.ts";

export function createTranslate(): Translate {
  return (key, ...substitutions) => browser.i18n.getMessage(key, [...substitutions]);
}

export interface Locale {
  /** BCP 47, e.g. `pt-BR`. */
  readonly lang: string;
  readonly dir: "ltr" | "rtl";
}

/** The language the strings are shown in, for `<html lang dir>`. */
export function createLocale(): Locale {
  const lang = browser.i18n.getMessage("@@ui_locale").replaceAll("_", "-") || "en";
  return { lang, dir: browser.i18n.getMessage("@@bidi_dir") === "rtl" ? "rtl" : "ltr" };
}
