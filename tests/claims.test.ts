import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const LOCALES = readdirSync(`${ROOT}public/_locales`);
const read = (path: string): string => readFileSync(ROOT + path, "utf8");

/** What may not be said of this product (clinical paper, 8), as patterns: it helps to notice and to talk, no more. */
const ENGLISH = [
  /\bvalidated\b/,
  /\bdiagnos(?:e|es|ed|is|tic)\b/,
  /\bdetects? ruptures?\b/,
  /\bpredicts? (?:the |your |a )?(?:dropout|drop-out|outcome|course|risk)/,
  /\bimproves? (?:the |your |their )?(?:outcomes?|therapy|alliance|treatment)/,
  /\bmonitors? (?:the |your )?(?:risk|safety|patients?|clients?)/,
  /\banonym(?:ous|ously|ity)\b/,
  /\b(?:HIPAA|GDPR|DSGVO|legally)[- ](?:compliant|conform)/i,
  /\b(?:clinically|scientifically) (?:proven|tested)\b/,
];

/** By language of the folder, before its region. A language without a list has not been looked at, and fails. */
const BY_LANGUAGE: Readonly<Record<string, readonly RegExp[]>> = {
  en: ENGLISH,
  de: [
    /\bvalidiert/,
    /\bdiagnos/,
    /sagt .{0,40}voraus/,
    /\banonym/,
    /verbessert (?:die|Ihre|deine) (?:Therapie|Behandlung|Ergebnisse)/,
    /(?:überwacht|erkennt) .{0,20}(?:Risik|Krise)/,
    /(?:DSGVO|rechts)-?konform/,
  ],
  es: [
    /\bvalidad[oa]/,
    /\bdiagn[oó]stic/,
    /\bpredice/,
    /\bán[oó]nim/,
    /\banónim/,
    /mejora (?:la terapia|los resultados|tu terapia)/,
    /(?:vigila|detecta) .{0,20}riesgo/,
  ],
  pt: [
    /\bvalidad[oa]/,
    /\bdiagn[oó]stic/,
    /\bprev[êe] (?:o|a) (?:resultado|abandono)/,
    /\banônim/,
    /\banónim/,
    /melhora (?:a terapia|os resultados)/,
    /(?:vigia|monitora|detecta) .{0,20}risco/,
  ],
  fr: [
    /\bvalidé/,
    /\bdiagnosti/,
    /\bprédit/,
    /\banonym/,
    /améliore (?:la thérapie|les résultats|votre thérapie)/,
    /(?:surveille|détecte) .{0,20}risque/,
  ],
  zh: [/经过验证|已验证有效/, /诊断/, /预测/, /匿名/, /改善(?:疗效|治疗)/, /监测风险|监控风险/],
  ar: [
    /مُ?صادق عليه علمي/,
    /تشخيص/,
    /يتنبأ|تنبؤ/,
    /مجهول الهوية|بشكل مجهول/,
    /يحسّ?ن (?:العلاج|النتائج)/,
    /يراقب .{0,20}(?:المخاطر|الخطر)/,
  ],
};

/** Said in order to deny it, or of somebody else's: the words around it, as they stand. Each is a whole, so that it cannot grow. */
const DENIALS = [
  /\b(?:never|not|nothing|no|nobody|without|nor|neither)\b[^.]{0,80}$/i,
  /(?<!\p{L})(?:kein\p{L}*|nicht|nie|ohne|nunca|sin|jamais|sans|pas|não|sem)(?!\p{L})[^.]{0,80}$/iu,
  /(?:不|未|没有|并非)[^。]{0,30}$/,
  /(?:لا|ليس|ليست|بدون|غير|لن)\s[^.]{0,80}$/,
];

function claimsIn(text: string, patterns: readonly RegExp[]): readonly string[] {
  return patterns.flatMap((pattern) =>
    [...text.matchAll(new RegExp(pattern, `${pattern.flags.replace("i", "")}gi`))]
      .filter(({ index }) => !DENIALS.some((denial) => denial.test(text.slice(Math.max(0, index - 100), index))))
      .map(({ 0: found, index }) => text.slice(Math.max(0, index - 40), index + found.length + 20)),
  );
}

function stringsOf(locale: string): readonly (readonly [string, string])[] {
  const messages = JSON.parse(read(`public/_locales/${locale}/messages.json`)) as Record<string, { message: string }>;
  return Object.entries(messages).map(([key, { message }]) => [key, message] as const);
}

const DOCUMENTS = [
  ...[
    "README.md",
    "PRIVACY.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "manifest.json",
    "package.json",
    "managed-schema.json",
  ],
  ...readdirSync(`${ROOT}docs`, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .map((path) => `docs/${path}`),
];

describe.each(LOCALES)("the strings of %s", (locale) => {
  const language = locale.split(/[_-]/)[0] ?? "";
  test("has a list of what may not be said in that language", () => expect(BY_LANGUAGE).toHaveProperty(language));

  test("claim nothing that is not so", () => {
    const patterns = [...new Set([...ENGLISH, ...(BY_LANGUAGE[language] ?? [])])];
    const found = stringsOf(locale).flatMap(([key, text]) =>
      claimsIn(text, patterns).map((claim) => `${key}: ${claim}`),
    );
    expect(found).toEqual([]);
  });
});

test.each(DOCUMENTS)("%s claims nothing that is not so", (path) => {
  // What stands in code is a name of something, not said of us.
  expect(claimsIn(read(path).replace(/`[^`\n]*`/g, ""), ENGLISH)).toEqual([]);
});

describe("the lint itself", () => {
  test.each([
    "A validated measure of the alliance.",
    "It detects ruptures early.",
    "Aftersession predicts dropout.",
    "It improves outcomes.",
    "Your answers are anonymous.",
    "HIPAA-compliant",
    "It monitors risk for you.",
  ])("finds: %s", (text) => expect(claimsIn(text, ENGLISH)).toHaveLength(1));

  test.each([
    "It is never called validated.",
    "It does not diagnose, and predicts nothing.",
    "Your answers are not anonymous: your therapist knows who you are.",
    "It helps you notice and talk about changes.",
  ])("leaves alone: %s", (text) => expect(claimsIn(text, ENGLISH)).toEqual([]));

  test.each([
    ["de", "Ein validierter Fragebogen, der anonym bleibt."],
    ["es", "Un cuestionario validado y anónimo."],
    ["pt", "Um questionário validado e anônimo."],
    ["fr", "Un questionnaire validé et anonyme."],
    ["zh", "经过验证的匿名问卷"],
    ["ar", "استبيان للتشخيص مجهول الهوية"],
  ])("knows the words of %s", (language, text) => expect(claimsIn(text, BY_LANGUAGE[language]!)).toHaveLength(2));
});
