/**
 * Which translations of an instrument a clinician has reviewed. A translation is a draft until it stands here: forward, back,
 * and a clinician's review of both. Pages and docs/items.md follow this list; nothing is called reviewed anywhere else.
 */
export interface TranslationReview {
  /** `name|version`: a changed word is a new version, and a draft again. */
  readonly instrument: string;
  /** BCP 47, as in `languageCode` of its strings. */
  readonly language: string;
  /** Who reviewed it, as they wish to be named. */
  readonly reviewer: string;
  /** YYYY-MM-DD */
  readonly day: string;
}

export const REVIEWED_TRANSLATIONS: readonly TranslationReview[] = [];

export function reviewOf(
  instrument: string,
  language: string,
  reviews: readonly TranslationReview[] = REVIEWED_TRANSLATIONS,
): TranslationReview | null {
  return reviews.find((review) => review.instrument === instrument && review.language === language) ?? null;
}
