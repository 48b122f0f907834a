import type { ClientSummary } from "./client-summary.ts";

export const ORDERS = ["worth", "name", "last"] as const;
export type OverviewOrder = (typeof ORDERS)[number];

/** Clients the therapist works with and who are looked for. Ended ones are found under Clients. */
export function findClients(
  summaries: readonly ClientSummary[],
  wanted: string,
  order: OverviewOrder,
  language: string,
): readonly ClientSummary[] {
  const words = fold(wanted, language).split(/\s+/).filter(Boolean);
  const found = summaries.filter(
    ({ label, endedAt }) => endedAt === null && words.every((word) => fold(label, language).includes(word)),
  );
  return found.toSorted(compareBy(order, language));
}

/** New answers that are covered come first: nobody knows yet what they ask for. */
function compareBy(order: OverviewOrder, language: string): (a: ClientSummary, b: ClientSummary) => number {
  const names = new Intl.Collator(language, { numeric: true });
  const byName = (a: ClientSummary, b: ClientSummary): number => names.compare(a.label, b.label);
  const byLast = (a: ClientSummary, b: ClientSummary): number => lastOf(b) - lastOf(a) || byName(a, b);
  switch (order) {
    case "name":
      return (a, b) => byName(a, b) || byLast(a, b);
    case "last":
      return byLast;
    case "worth":
      return (a, b) => coverOf(a) - coverOf(b) || a.rank - b.rank || byLast(a, b);
  }
}

export function lastOf({ covered, responses }: ClientSummary): number {
  return Math.max(covered[0]?.at ?? 0, responses[0]?.at ?? 0);
}

function coverOf({ covered }: ClientSummary): number {
  return covered.length > 0 ? 0 : 1;
}

/** Without accents and capitals: whoever types in a hurry finds "Zoë" by "zoe". */
function fold(text: string, language: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(language);
}
