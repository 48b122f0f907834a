/**
 * What the background tells our own pages unasked. A page that does not know a word ignores it; content scripts never
 * get these.
 */
export type BackgroundNews =
  /** A call is live again: take this check-in off the screen. Its draft is kept. */
  | { readonly kind: "checkInWithdrawn"; readonly checkInId: string }
  /** Something that pages show has changed; ask again. */
  | { readonly kind: "changed" };

export const NEWS_VERSION = 1;

/** On the wire: `{ v: 1, news }`, so that it can never be taken for a request. */
export function parseBackgroundNews(input: unknown): BackgroundNews | null {
  const { v, news } = fieldsOf(input);
  const { kind, checkInId } = fieldsOf(news);
  if (v !== NEWS_VERSION) return null;
  if (kind === "changed") return { kind };
  return kind === "checkInWithdrawn" && typeof checkInId === "string" ? { kind, checkInId } : null;
}

/** Of whatever it is; what is no object has none of these. */
function fieldsOf(input: unknown): Readonly<Record<string, unknown>> {
  return Object(input) as Readonly<Record<string, unknown>>;
}
