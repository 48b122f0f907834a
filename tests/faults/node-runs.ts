import { NODE_MEANING_ACTS } from "./node-acts-meaning.ts";
import { NODE_STORAGE_ACTS, OWN_DISK } from "./node-acts-storage.ts";
import { NODE_WAY_ACTS } from "./node-acts-way.ts";
import { type NodeScene, type NodeStage, openNodeScene } from "./node-scene.ts";
import { judgeEnding, type PlayedRun } from "./played-run.ts";
import { createRandom } from "./random.ts";
import type { Act, Story } from "./story.ts";

export const NODE_ACTS = { ...NODE_STORAGE_ACTS, ...NODE_WAY_ACTS, ...NODE_MEANING_ACTS };

/** Plays a story against the shipped code that keeps and sends, in Node. */
export async function playInNode(stage: NodeStage, story: Story): Promise<PlayedRun> {
  const verdicts: Omit<PlayedRun, "story">[] = [];
  for (const acts of chapters(story.acts)) verdicts.push(await playChapter(stage, acts));
  return {
    story,
    parked: verdicts.flatMap(({ parked }) => parked),
    fates: verdicts.flatMap(({ fates }) => fates),
    problems: verdicts.flatMap(({ problems }) => problems),
  };
}

/** A fault that takes the disk away begins with one of its own, so that nothing of before goes with it. */
function chapters(acts: readonly Act[]): readonly (readonly Act[])[] {
  const together: Act[][] = [];
  let last: Act[] | null = null;
  for (const act of acts) {
    if (last === null || OWN_DISK.has(act.fault)) {
      last = [];
      together.push(last);
    }
    last.push(act);
  }
  return together;
}

async function playChapter(stage: NodeStage, acts: readonly Act[]): Promise<Omit<PlayedRun, "story">> {
  const scene = await openNodeScene(stage);
  try {
    for (const act of acts) await playAct(scene, act);
    await scene.heal();
    await scene.settle();
    const last = acts.at(-1);
    if (last !== undefined) await scene.submit(last.fault, createRandom(last.seed + 1));
    await scene.settle();
    const { practice, proxy, place, ledger, expectedRefusals, problems } = scene;
    const rows = await scene.rows();
    const mayBeMissing = (): boolean => false;
    const places = [place];
    const verdict = await judgeEnding({ practice, proxy, places, ledger, rows, mayBeMissing, expectedRefusals });
    return { fates: verdict.fates, problems: [...problems, ...verdict.problems], parked: [...scene.parked.values()] };
  } finally {
    await scene.close();
  }
}

async function playAct(scene: NodeScene, act: Act): Promise<void> {
  try {
    await NODE_ACTS[act.fault]?.(scene, act, createRandom(act.seed));
  } catch (cause) {
    scene.problems.push(`fault ${act.fault} could not be played: ${String(cause)}`);
  }
  // What a fault left hanging must not meet the next one.
  scene.proxy.release("reset");
}
