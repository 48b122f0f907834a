import type { CDPSession, Page } from "puppeteer-core";
import { pause } from "../../e2e/harness/scene.ts";
import type { Plan } from "../bench.ts";
import { type Figure, figureOfPairs, notMeasured } from "../figure.ts";
import type { Pair } from "../statistics.ts";
import type { Stage } from "./stage.ts";

/** One sign of life of the document falls into each. */
const WINDOW_SECONDS = 20;
const WINDOWS = 15;
const UNIT = "ms per minute";

/** Seconds of work since the counting began. */
interface Work {
  readonly all: number;
  readonly scripts: number;
}

interface Reading {
  readonly withUs: Work;
  readonly without: Work;
}

const KINDS = [
  { kind: "all", what: "main thread in a call, all work" },
  { kind: "scripts", what: "main thread in a call, scripts" },
] as const;

/** Two calls on the screen at the same time, one of them watched by us, over the same seconds. */
export async function measureMainThread(
  stage: Stage,
  ours: Page,
  theirs: Page,
  plan: Plan,
): Promise<readonly Figure[]> {
  const [windows, seconds] = [plan.runs(WINDOWS), plan.seconds(WINDOW_SECONDS, 3)];
  if (stage.browserName === "firefox") {
    await pause(windows * seconds * 1_000);
    const why = "Firefox tells a driver nothing of a page's main thread";
    return KINDS.map(({ what }) => notMeasured(`${what}: ${stage.title}`, UNIT, why));
  }
  const readings = await readWindows(await startCounting(ours), await startCounting(theirs), windows, seconds);
  return KINDS.map(({ kind, what }) => {
    const note = `two calls side by side, processor time, in windows of ${seconds} s`;
    return figureOfPairs(
      { what: `${what}: ${stage.title}`, unit: UNIT, note },
      pairsPerMinute(readings, kind, seconds),
    );
  });
}

async function readWindows(
  withUs: CDPSession,
  without: CDPSession,
  windows: number,
  seconds: number,
): Promise<readonly Reading[]> {
  const readings = [await readBoth(withUs, without)];
  while (readings.length <= windows) {
    await pause(seconds * 1_000);
    readings.push(await readBoth(withUs, without));
  }
  return readings;
}

function pairsPerMinute(readings: readonly Reading[], kind: keyof Work, seconds: number): readonly Pair[] {
  const msPerMinute = (from: Work, to: Work): number => ((to[kind] - from[kind]) * 1_000 * 60) / seconds;
  return readings.slice(1).map((to, index) => {
    const from = readings[index]!;
    return { with: msPerMinute(from.withUs, to.withUs), without: msPerMinute(from.without, to.without) };
  });
}

/** Processor time, not time that went by: others at work on the machine do not count. */
async function startCounting(page: Page): Promise<CDPSession> {
  const session = await page.createCDPSession();
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return session;
}

async function readBoth(withUs: CDPSession, without: CDPSession): Promise<Reading> {
  const [one, other] = await Promise.all([readWork(withUs), readWork(without)]);
  return { withUs: one, without: other };
}

async function readWork(session: CDPSession): Promise<Work> {
  const { metrics } = await session.send("Performance.getMetrics");
  const valueOf = (wanted: string): number => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  return { all: valueOf("TaskDuration"), scripts: valueOf("ScriptDuration") };
}
