import { type Bench, createPlan, type Plan } from "./bench.ts";
import { type Figure, notMeasured } from "./figure.ts";
import { PartlyMeasured } from "./gather.ts";

export interface BenchRun {
  readonly figures: readonly Figure[];
  /** Whether every part came to its end. A missed target is no failure: it is what was found. */
  readonly complete: boolean;
}

/** A part that breaks down is told in its own line; the others are measured all the same. */
export async function runBench(
  bench: Bench,
  only: readonly string[],
  quick: boolean,
  say: (text: string) => void,
): Promise<BenchRun> {
  const plan = createPlan(quick, say);
  const figures: Figure[] = [];
  let complete = true;
  for (const [name, part] of Object.entries(bench.parts)) {
    if (only.length > 0 && !only.includes(name)) continue;
    say(`${bench.name}: ${name} …`);
    const found = await runPart(name, () => part(plan), plan);
    complete &&= found.complete;
    figures.push(...found.figures);
  }
  return { figures, complete };
}

async function runPart(name: string, measure: () => Promise<readonly Figure[]>, { say }: Plan): Promise<BenchRun> {
  try {
    return { figures: await measure(), complete: true };
  } catch (error) {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    const [why = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    const kept = error instanceof PartlyMeasured ? error.figures : [];
    return { figures: [...kept, notMeasured(name, "", why)], complete: false };
  }
}
