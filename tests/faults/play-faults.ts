import { type BrowserRuns, type PlayedRun, startBrowserRuns } from "./browser-runs.ts";
import type { FaultsCommand } from "./command-line.ts";
import { FAULTS, faultsOf } from "./fault-list.ts";
import { makeStory, type Story, tellStory } from "./story.ts";
import { countFate, countPlayed, drawTable, type Tallies } from "./table.ts";

/** A run passes when its story in the browser and its story in Node both do. */
export async function playFaults(command: FaultsCommand, say: (line: string) => void): Promise<boolean> {
  const { runs, seed, browser, run } = command;
  const numbers = run === null ? Array.from({ length: runs }, (_, index) => index + 1) : [run];
  const tallies: Tallies = new Map();
  const failed = new Set<number>();
  const startedAt = Date.now();
  say(`seed ${seed}, ${numbers.length} runs, ${browser} and Node`);

  function report({ story, fates, problems }: PlayedRun, where: string): void {
    for (const { fault, fate } of fates) countFate(tallies, fault, fate);
    if (problems.length === 0) return;
    failed.add(story.run);
    say(`FAILED in ${where}: ${tellStory(story)}\n  ${problems.join("\n  ")}`);
  }
  function count({ acts }: Story): void {
    for (const { fault } of acts) countPlayed(tallies, fault);
  }

  if (command.only !== "node") {
    const played: BrowserRuns = await startBrowserRuns(browser);
    try {
      for (const number of numbers) {
        const story = makeStory(faultsOf("browser"), seed, number);
        count(story);
        if (process.env.FAULTS_TELL !== undefined) say(tellStory(story));
        for (const ended of await played.play(story)) report(ended, browser);
        if (number % 20 === 0) say(`${number} played, ${failed.size} failed, ${secondsSince(startedAt)} s`);
      }
      for (const ended of await played.finish()) report(ended, browser);
    } finally {
      await played.close();
    }
  }

  say(`\n${drawTable(FAULTS, tallies)}\n`);
  say(`${browser} and Node, seed ${seed}, ${secondsSince(startedAt)} s`);
  say(`${numbers.length - failed.size} passed, ${failed.size} failed`);
  return failed.size === 0;
}

function secondsSince(at: number): number {
  return Math.round((Date.now() - at) / 1_000);
}
