/** First-strong isolate … pop: a name or host keeps its own direction inside a sentence of another. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}
