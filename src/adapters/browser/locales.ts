/** Set by vite.config.ts: the folders of public/_locales. */
declare const __LOCALES__: readonly string[];

/** The languages to choose from, as `speak` takes them. */
export const LOCALES = __LOCALES__;
