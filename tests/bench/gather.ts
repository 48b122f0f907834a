import type { Figure } from "./figure.ts";

/** Some of a part's work broke down; what the rest found is kept. */
export class PartlyMeasured extends Error {
  readonly figures: readonly Figure[];
  constructor(figures: readonly Figure[], cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.figures = figures;
  }
}

type Work = () => Promise<readonly Figure[]>;

function foundBefore(cause: unknown): readonly Figure[] {
  return cause instanceof PartlyMeasured ? cause.figures : [];
}

/** All at once. Waits for every one, so that no browser is left behind by the failure of another. */
export async function gatherAtOnce(work: readonly Work[]): Promise<readonly Figure[]> {
  const ended = await Promise.allSettled(work.map((measure) => measure()));
  const figures = ended.flatMap((one) => (one.status === "fulfilled" ? one.value : foundBefore(one.reason)));
  const failed = ended.find((one) => one.status === "rejected");
  if (failed !== undefined) throw new PartlyMeasured(figures, failed.reason);
  return figures;
}

/** One after the other, each on an otherwise quiet machine. */
export async function gatherInTurn(work: readonly Work[]): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  let failure: { readonly cause: unknown } | null = null;
  for (const measure of work) {
    try {
      figures.push(...(await measure()));
    } catch (cause) {
      figures.push(...foundBefore(cause));
      failure ??= { cause };
    }
  }
  if (failure !== null) throw new PartlyMeasured(figures, failure.cause);
  return figures;
}
