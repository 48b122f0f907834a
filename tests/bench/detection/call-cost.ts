import type { Page } from "puppeteer-core";
import { press, waitForState } from "../../e2e/harness/pages.ts";
import { startTherapist } from "../../e2e/site/therapist-peer.ts";
import type { Plan } from "../bench.ts";
import { type Figure, figureOfOne } from "../figure.ts";
import { watchBackground } from "./background-watch.ts";
import { countStarts, type Look } from "./looks.ts";
import { measureMainThread } from "./main-thread.ts";
import type { Stage } from "./stage.ts";

const HOUR_MS = 3_600_000;

/** What a call costs while it goes on: the page's main thread, and how often the background starts. */
export async function measureCall(stage: Stage, plan: Plan): Promise<readonly Figure[]> {
  const rooms = [
    { url: `${stage.site.origin}/pages/call/with`, therapist: await startTherapist(stage.site.origin, "with") },
    {
      url: `${stage.site.otherOrigin}/pages/call/without`,
      therapist: await startTherapist(stage.site.origin, "without"),
    },
  ];
  try {
    const [ours, theirs] = [await joinCall(stage, rooms[0]!.url), await joinCall(stage, rooms[1]!.url)];
    let work: readonly Figure[] = [];
    const looks = await watchBackground(stage, async () => {
      work = await measureMainThread(stage, ours, theirs, plan);
    });
    return [...work, startsInCall(stage, looks)];
  } finally {
    for (const { therapist } of rooms) await therapist.stop();
  }
}

/** A window of its own, so that both calls are on the screen. */
async function joinCall(stage: Stage, url: string): Promise<Page> {
  const page = await stage.openWindow(url);
  await waitForState(page, "lobby");
  await press(page, "#join");
  await waitForState(page, "inCall");
  return page;
}

function startsInCall({ title }: Stage, looks: readonly Look[]): Figure {
  const { starts, watchedMs, runningShare } = countStarts(looks);
  const share = Math.round(runningShare * 100);
  const note = `${starts} in ${Math.round(watchedMs / 1_000)} s of a call, scaled to an hour; it ran ${share} % of that time`;
  const what = `background starts per call hour: ${title}`;
  return figureOfOne({ what, unit: "per hour", note }, watchedMs === 0 ? null : (starts * HOUR_MS) / watchedMs);
}
