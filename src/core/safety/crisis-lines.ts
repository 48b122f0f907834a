/**
 * Whom to call in each country, as data: the emergency number, and the lines that listen to people in a crisis. Shown beside
 * the safety notice and never fetched; a practice adds its own line in the invite. The rule that must not break: where no
 * line could be looked up, the emergency number stands alone.
 */

/**
 * ISO 8601. On this day the lines were looked up in public lists that name findahelpline.com and the lines' own pages as their
 * source; most emergency numbers are common knowledge and were not. A person confirms all of them before a release.
 *
 * Found again on 2026-11-30 in stored pages, for the most part some years old: of the lines themselves for AU (Lifeline), GB and
 * IE (Samaritans); in reports that quote the ministry or the line for AR, AT, BR, CA, CH with LI, CL, CN, DE, ES, FR, NZ, PT, US.
 * Nothing better than another list was found for EG; the others were not looked for again or not found. AE lost its line that
 * day: what was found speaks of one for those who worked in the pandemic, and by day only.
 */
export const CRISIS_LINES_CHECKED = "2026-11-25";

/** ISO 3166 code → emergency number, then the lines. */
export const CRISIS_LINES: Readonly<Record<string, readonly [emergency: string, ...lines: readonly string[]]>> = {
  AE: ["998"],
  AR: ["911", "0800 999 0091"],
  AT: ["112", "142"],
  AU: ["000", "13 11 14"],
  BE: ["112", "1813", "0800 32 123"],
  BG: ["112"],
  BR: ["192", "188"],
  CA: ["911", "988"],
  CH: ["112", "143"],
  CL: ["131", "*4141"],
  CN: ["120", "12356"],
  CY: ["112"],
  CZ: ["112"],
  DE: ["112", "0800 111 0 111"],
  DK: ["112", "70 201 201"],
  EE: ["112"],
  EG: ["123", "16328"],
  ES: ["112", "024"],
  FI: ["112", "09 2525 0111"],
  FR: ["112", "3114"],
  GB: ["999", "116 123"],
  GR: ["112", "1018"],
  HK: ["999", "2896 0000"],
  HR: ["112"],
  HU: ["112", "116 123"],
  IE: ["112", "116 123"],
  IL: ["101", "1201"],
  IN: ["112", "14416"],
  IS: ["112"],
  IT: ["112", "02 2327 2327"],
  JP: ["119", "0120 783 556"],
  KR: ["119", "109"],
  LI: ["112", "143"],
  LT: ["112"],
  LU: ["112"],
  LV: ["112"],
  MT: ["112"],
  MX: ["911", "800 911 2000"],
  MY: ["999", "15555"],
  NL: ["112", "113"],
  NO: ["113", "116 123"],
  NZ: ["111", "1737"],
  PL: ["112", "116 123"],
  PT: ["112", "1411"],
  RO: ["112"],
  SE: ["112", "90101"],
  SG: ["995", "1767"],
  SI: ["112"],
  SK: ["112"],
  TW: ["119", "1925"],
  US: ["911", "988"],
  UY: ["911", "0800 0767"],
  ZA: ["112", "0800 567 567"],
};

/**
 * The first of these languages that names a listed country, such as `de-AT`. A bare `de` or `en` says nothing about where
 * somebody is, and a wrong number is worse than the question which country it is: null.
 */
export function countryOf(languages: readonly string[]): string | null {
  const regions = languages.map((language) => /-([A-Z]{2})(?:-|$)/.exec(language)?.[1] ?? "");
  return regions.find((region) => Object.hasOwn(CRISIS_LINES, region)) ?? null;
}
