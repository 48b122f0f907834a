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
  if (typeof input !== "object" || input === null || !("v" in input) || !("news" in input)) return null;
  const { v, news } = input;
  if (v !== NEWS_VERSION || typeof news !== "object" || news === null || !("kind" in news)) return null;
  if (news.kind === "changed") return { kind: "changed" };
  if (news.kind !== "checkInWithdrawn" || !("checkInId" in news) || typeof news.checkInId !== "string") return null;
  return { kind: "checkInWithdrawn", checkInId: news.checkInId };
}
