import { expect, test } from "vitest";
import { REVIEWED_TRANSLATIONS, reviewOf } from "../../../src/core/alliance/reviewed-translations.ts";

const REVIEW = { instrument: "afs-core|1", language: "de", reviewer: "A. B., psychologist", day: "2027-01-31" };

test("a review counts for one version in one language", () => {
  expect(reviewOf("afs-core|1", "de", [REVIEW])).toBe(REVIEW);
  expect(reviewOf("afs-core|2", "de", [REVIEW])).toBeNull();
  expect(reviewOf("afs-core|1", "fr", [REVIEW])).toBeNull();
});

test("each review says who and when", () => {
  for (const { reviewer, day } of REVIEWED_TRANSLATIONS) {
    expect(reviewer.trim()).not.toBe("");
    expect(day).toMatch(/^\d{4}-\d\d-\d\d$/);
  }
});
