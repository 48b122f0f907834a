import { setTimeout as pause } from "node:timers/promises";
import type { BrowserName } from "../../scripts/browsers.ts";
import { BROWSER_ACTS, meetOnTheWay } from "./browser-acts.ts";
import { MEANING_ACTS } from "./browser-acts-meaning.ts";
import { openBrowserClient } from "./browser-client.ts";
import { openScene, rowsOf, type Scene, type Stage, waitingOf } from "./browser-scene.ts";
import { MAY_LOSE } from "./fault-list.ts";
import type { NodeStage } from "./node-scene.ts";
import type { Verdict } from "./oracle.ts";
import { judgeEnding, type PlayedRun } from "./played-run.ts";
import { createRandom } from "./random.ts";
import type { Story } from "./story.ts";

/** A lease of a stopped background lasts half a minute, and whoever finds it ended sends; a busy machine takes longer. */
const LEASES_END_MS = 120_000;

interface Open {
  readonly story: Story;
  readonly scene: Scene;
  readonly playedAt: number;
}

/** Plays stories one after the other in one browser. */
export interface BrowserRuns {
  /** Plays one; gives those that came to their end by now, which may be earlier ones. */
  play(story: Story): Promise<readonly PlayedRun[]>;
  /** Waits for those that have not. */
  finish(): Promise<readonly PlayedRun[]>;
  close(): Promise<void>;
}

export async function startBrowserRuns(name: BrowserName, { practice, proxy }: NodeStage): Promise<BrowserRuns> {
  const client = await openBrowserClient(name, await practice.invite(await practice.takePlace(), 1));
  const stage: Stage = { client, proxy, practice };
  let open: readonly Open[] = [];

  async function concludeSome(): Promise<readonly PlayedRun[]> {
    const concluded: PlayedRun[] = [];
    const still: Open[] = [];
    for (const one of open) {
      const verdict = await conclude(one);
      if (verdict === null) still.push(one);
      else concluded.push({ story: one.story, parked: [...one.scene.parked.values()], ...verdict });
    }
    open = still;
    return concluded;
  }

  return {
    async play(story) {
      const scene = await openScene(stage);
      await playStory(scene, story);
      open = [...open, { story, scene, playedAt: Date.now() }];
      return concludeSome();
    },
    async finish() {
      const all: PlayedRun[] = [];
      for (;;) {
        all.push(...(await concludeSome()));
        if (open.length === 0) return all;
        await pause(1_000);
        await client.ask("retryNow", null).catch(() => {});
      }
    },
    close: () => client.close(),
  };
}

async function playStory(scene: Scene, { acts, seed }: Story): Promise<void> {
  for (const act of acts) {
    const play = BROWSER_ACTS[act.fault] ?? MEANING_ACTS[act.fault] ?? meetOnTheWay;
    try {
      await play(scene, act, createRandom(act.seed));
    } catch (cause) {
      scene.problems.push(`fault ${act.fault} could not be played: ${String(cause)}`);
    }
  }
  await scene.heal();
  await scene.settle();
  if (createRandom(seed).chance(0.5) && acts.some(({ fault }) => MAY_LOSE.has(fault))) await scene.sendAgain();
  const last = acts.at(-1);
  if (last === undefined) return;
  // What was lost at the end shows only once a further number came.
  await scene.submit(last.fault, createRandom(last.seed + 1));
  await scene.settle();
}

/** Null while a lease has not ended. */
async function conclude({ scene, playedAt }: Open): Promise<Verdict | null> {
  const waiting = await waitingOf(scene);
  const overdue = Date.now() - playedAt > LEASES_END_MS;
  if (waiting.length > 0 && !overdue) return null;
  const { practice, proxy, places, ledger, mayBeMissing, problems } = scene;
  const ending = { practice, proxy, places, ledger, mayBeMissing, expectedRefusals: new Map<string, string>() };
  const verdict = await judgeEnding({ ...ending, rows: await rowsOf(scene) });
  const sentAgain = scene.sentAgain().map((id) => `${id} was sent after it was taken back`);
  return { fates: verdict.fates, problems: [...problems, ...sentAgain, ...verdict.problems] };
}
