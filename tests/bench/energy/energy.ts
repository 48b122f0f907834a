import type { Page } from "puppeteer-core";
import { press, waitForState } from "../../e2e/harness/pages.ts";
import { pause } from "../../e2e/harness/scene.ts";
import { startTherapist } from "../../e2e/site/therapist-peer.ts";
import type { Bench, Part, Plan } from "../bench.ts";
import { BROWSERS, type BrowserName, onStage, type Stage } from "../detection/stage.ts";
import { type Figure, figureOfPairs } from "../figure.ts";
import { gatherAtOnce } from "../gather.ts";
import type { Pair } from "../statistics.ts";
import { openCounters, type ProcessorTime, spentBetween } from "./processor-time.ts";
import { startWithoutUs, type WithoutUs } from "./without-us.ts";

const WINDOW_SECONDS = 20;
const WINDOWS = 15;
/** Browsers stop an idle background after half a minute, and are busy with their own start until then. */
const SETTLE_SECONDS = 60;
const HOUR_S = 3_600;
const UNIT = "CPU seconds per hour";
/** No session comes of these calls, so that nothing opens over them. */
const REHEARSAL = { minimumLive: 3_600 };

/** Readies both browsers alike, and gives what ends it. */
type Scene = (stage: Stage, without: WithoutUs) => Promise<() => Promise<void>>;

/** All at once: a browser that waits for the processor has not spent it. */
const measureEach =
  (what: string, scene: Scene): Part =>
  (plan) =>
    gatherAtOnce(BROWSERS.map((name) => () => measureOne(name, what, scene, plan)));

async function measureOne(name: BrowserName, what: string, scene: Scene, plan: Plan): Promise<readonly Figure[]> {
  const without = await startWithoutUs(name);
  try {
    return await onStage(name, { rehearsal: REHEARSAL }, async (stage) => {
      const end = await scene(stage, without);
      const pairs = await readWindows(
        await openCounters(name, stage.ours().browser()),
        await openCounters(name, without.browser),
        plan,
      );
      await end();
      const note =
        "all processes of a browser with us, beside one with an extension that does nothing, over the same seconds";
      return [figureOfPairs({ what: `${what}: ${stage.title}`, unit: UNIT, note }, pairs)];
    });
  } finally {
    await without.stop();
  }
}

type Read = () => Promise<ProcessorTime>;

async function readWindows(withUs: Read, without: Read, plan: Plan): Promise<readonly Pair[]> {
  await pause(plan.seconds(SETTLE_SECONDS, 3) * 1_000);
  const pairs: Pair[] = [];
  let before = await readBoth(withUs, without);
  for (let window = 0; window < plan.runs(WINDOWS); window++) {
    await pause(plan.seconds(WINDOW_SECONDS, 3) * 1_000);
    const after = await readBoth(withUs, without);
    const perHour = HOUR_S / ((after.at - before.at) / 1_000);
    pairs.push({
      with: spentBetween(before.withUs, after.withUs) * perHour,
      without: spentBetween(before.without, after.without) * perHour,
    });
    before = after;
  }
  return pairs;
}

async function readBoth(withUs: Read, without: Read) {
  const [ours, theirs] = await Promise.all([withUs(), without()]);
  return { at: performance.now(), withUs: ours, without: theirs };
}

/** A page of ours stands open beside it, through which the client was paired; it does nothing either. */
const idle: Scene = async (_, without) => {
  await without.open("about:blank");
  return async () => {};
};

const call: Scene = async (stage, without) => {
  const rooms = [await startTherapist(stage.site.origin, "with"), await startTherapist(stage.site.origin, "without")];
  await without.open("about:blank");
  await join(await stage.open(`${stage.site.origin}/pages/call/with`));
  await join(await without.open(`${stage.site.otherOrigin}/pages/call/without`));
  return async () => {
    for (const therapist of rooms) await therapist.stop();
  };
};

async function join(page: Page): Promise<void> {
  await page.bringToFront();
  await waitForState(page, "lobby");
  await press(page, "#join");
  await waitForState(page, "inCall");
}

export const energy: Bench = {
  name: "energy",
  about: [
    "Processor time of all processes of a browser, by the browser's own counters: a driver asks Chromium for `SystemInfo.getProcessInfo` and Firefox for `ChromeUtils.requestProcInfo`.",
    "Two browsers of a kind run side by side, one with the paired extension and one with an extension that does nothing; each window of 20 s is a pair, scaled to an hour. Chromium counts by hundredths of a second, which are two seconds of an hour.",
    "Calls are of fake devices. Starts of the background, which are its wake-ups, are counted in detection.",
    "It is met if a sign test of the pairs sees no increase (p ≥ 0.05, one-sided).",
  ],
  parts: { idle: measureEach("idle hour", idle), call: measureEach("call hour", call) },
};
