/** For screen readers, hyphens and the direction of everything. Only Arabic is written from the right so far. */
export function setPageLanguage(lang: string, title: string): void {
  const { documentElement: page } = document;
  page.lang = lang;
  page.dir = lang.startsWith("ar") ? "rtl" : "ltr";
  document.title = title;
}
