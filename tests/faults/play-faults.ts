import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startBrowserRuns } from "./browser-runs.ts";
import type { FaultsCommand } from "./command-line.ts";
import { FAULTS, faultsOf } from "./fault-list.ts";
import { type FaultProxy, startFaultProxy } from "./fault-proxy.ts";
import { playInNode } from "./node-runs.ts";
import type { NodeStage } from "./node-scene.ts";
import type { PlayedRun } from "./played-run.ts";
import { startPractice } from "./practice.ts";
import { makeStory, type Story, tellStory } from "./story.ts";
import { countFate, countParked, countPlayed, drawTable, type Tallies } from "./table.ts";

/** So many runs between two signs of life. */
const PROGRESS = 20;
/** Then a browser with a fresh profile: nobody's outbox holds the thousand answers of a hundred clients. */
const RUNS_A_PROFILE = 75;

/** A run passes when its story in the browser and its story in Node both do. */
export async function playFaults(
  command: FaultsCommand,
  say: (line: string) => void,
  isStopped: () => boolean,
): Promise<boolean> {
  const { runs, seed, browser, run } = command;
  const numbers = run === null ? Array.from({ length: runs }, (_, index) => index + 1) : [run];
  const tallies: Tallies = new Map();
  const failed = new Set<number>();
  const finished = new Set<number>(numbers);
  const startedAt = Date.now();
  say(`seed ${seed}, ${numbers.length} runs, ${browser} and Node`);

  function report({ story, fates, parked, problems }: PlayedRun, where: string): void {
    for (const fault of parked) countParked(tallies, fault);
    for (const { fault, fate } of fates) countFate(tallies, fault, fate);
    if (problems.length === 0) return;
    failed.add(story.run);
    say(`FAILED in ${where}: ${tellStory(story)}\n  ${problems.join("\n  ")}`);
  }
  function count({ acts }: Story): void {
    for (const { fault } of acts) countPlayed(tallies, fault);
  }

  const tell = (story: Story, begunAt: number): void => {
    if (process.env.FAULTS_TELL !== undefined) say(`${tellStory(story)}, ${Date.now() - begunAt} ms`);
  };
  async function playInBrowser(stage: NodeStage, some: readonly number[]): Promise<void> {
    const played = await startBrowserRuns(browser, stage);
    try {
      for (const number of some) {
        if (isStopped()) {
          finished.delete(number);
          continue;
        }
        const [story, begunAt] = [makeStory(faultsOf("browser"), seed, number), Date.now()];
        count(story);
        for (const ended of await played.play(story)) report(ended, browser);
        tell(story, begunAt);
        if (number % PROGRESS === 0) say(`${number} played, ${failed.size} failed, ${secondsSince(startedAt)} s`);
      }
      for (const ended of await played.finish()) report(ended, browser);
    } finally {
      await played.close();
    }
  }
  async function playAllInNode(stage: NodeStage): Promise<void> {
    for (const number of numbers) {
      if (isStopped()) {
        finished.delete(number);
        continue;
      }
      const [story, begunAt] = [makeStory(faultsOf("node"), seed, number), Date.now()];
      count(story);
      report(await playInNode(stage, story), "Node");
      tell(story, begunAt);
    }
    say(`all played in Node, ${failed.size} failed, ${secondsSince(startedAt)} s`);
  }

  const stage = await openStage();
  try {
    if (command.only !== "browser") await playAllInNode(stage);
    for (let from = 0; command.only !== "node" && from < numbers.length; from += RUNS_A_PROFILE)
      await playInBrowser(stage, numbers.slice(from, from + RUNS_A_PROFILE));
  } finally {
    await stage.proxy.close();
    await stage.practice.close();
  }
  say(`\n${drawTable(FAULTS, tallies)}\n`);
  say(`${browser} and Node, seed ${seed}, ${secondsSince(startedAt)} s`);
  const passed = [...finished].filter((number) => !failed.has(number)).length;
  if (finished.size < numbers.length) say(`stopped: ${numbers.length - finished.size} of ${numbers.length} not played`);
  say(`${passed} passed, ${failed.size} failed`);
  return passed === numbers.length;
}

/** A mailbox, and the proxy before it. */
async function openStage(): Promise<NodeStage> {
  const folder = mkdtempSync(join(tmpdir(), "aftersession-faults-"));
  const stage: { proxy?: FaultProxy } = {};
  const practice = await startPractice(folder, () => stage.proxy?.origin ?? "");
  stage.proxy = await startFaultProxy(practice.port);
  return { practice, proxy: stage.proxy };
}

function secondsSince(at: number): number {
  return Math.round((Date.now() - at) / 1_000);
}
