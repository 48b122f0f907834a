/** First-strong isolate … pop: a name or host keeps its own direction inside a sentence of another. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}

export function listOf(texts: readonly string[], lang: string): string {
  return new Intl.ListFormat(lang, { type: "conjunction" }).format(texts.map(isolate));
}

export function dayAndTime(at: number, lang: string): string {
  return new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeStyle: "short" }).format(at);
}

export function day(at: number, lang: string): string {
  return new Intl.DateTimeFormat(lang, { dateStyle: "long" }).format(at);
}

export function time(at: number, lang: string): string {
  return new Intl.DateTimeFormat(lang, { timeStyle: "short" }).format(at);
}
