import { DEFAULT_TIMINGS } from "../../../src/core/session/timings.ts";
import { ask } from "../../e2e/harness/chromium.ts";
import { PATIENCE_MS, press, waitForState } from "../../e2e/harness/pages.ts";
import { pause } from "../../e2e/harness/scene.ts";
import { startTherapist } from "../../e2e/site/therapist-peer.ts";
import type { Part, Plan } from "../bench.ts";
import { type Figure, figureOfRuns } from "../figure.ts";
import { gatherInTurn } from "../gather.ts";
import { closePopup, type DrawnPopup, readPopup } from "./popup.ts";
import { type BrowserName, onStage, type Stage } from "./stage.ts";

/** Design: an explicit hang-up shows the check-in within its grace and this, at the median. */
const BEYOND_GRACE_MS = 300;
/** Stands for the six seconds of a real call, so that twenty runs take minutes. What is beyond it is what is measured. */
const GRACE_SECONDS = 1;
const REHEARSAL = { establish: 0.3, minimumLive: 0.3, graceHangup: GRACE_SECONDS };
/** Established and long enough, by these timings and a little more. */
const TALK_MS = 1_200;
/** Far beyond what it takes; only a slower one is looked for while it opens. */
const LOOK_AFTER_MS = 900;
/** A popup that is not there by then is told as missing. */
const MISSING_AFTER_MS = 3_000;
const WARM_UPS = 2;
const RUNS = 20;

const REHEARSED =
  `the grace is ${GRACE_SECONDS} s by a rehearsal and stands for ${DEFAULT_TIMINGS.graceHangupMs / 1_000} s; ` +
  "counted is what comes after it";

interface Setting {
  readonly browserName: BrowserName;
  readonly where: string;
  readonly pinned: boolean;
}

/** Chromium slides an icon that is not pinned out of its menu before it opens the popup, so both are measured. */
const SETTINGS: readonly Setting[] = [
  { browserName: "chromium", where: "Chromium, icon in the toolbar", pinned: true },
  { browserName: "chromium", where: "Chromium, icon in the extensions menu", pinned: false },
  { browserName: "firefox", where: "Firefox", pinned: true },
];

/** All in ms after the end of the grace, which begins at the page's own click. */
interface Shown {
  readonly begunMs: number;
  readonly drawnMs: number;
}

export const latency: Part = (plan) => gatherInTurn(SETTINGS.map((setting) => () => measureSetting(setting, plan)));

async function measureSetting({ browserName, where, pinned }: Setting, plan: Plan): Promise<readonly Figure[]> {
  const [wanted, warmUps] = [plan.runs(RUNS), plan.warmUps(WARM_UPS)];
  const shown = await onStage(browserName, { pinned, rehearsal: REHEARSAL }, (stage) =>
    measureRuns(stage, warmUps, wanted, (text) => plan.say(`  ${where}: ${text}`)),
  );
  const missing = wanted - shown.length;
  const note = missing === 0 ? REHEARSED : `${REHEARSED}; in ${missing} of ${wanted} runs nothing was shown`;
  const after = "after the grace";
  return [
    figureOfRuns(
      { what: `hang-up → check-in drawn, ${after}: ${where}`, unit: "ms", target: BEYOND_GRACE_MS, note },
      shown.map(({ drawnMs }) => drawnMs),
    ),
    figureOfRuns(
      { what: `of it, until the popup's page begins (our decision, then the browser): ${where}`, unit: "ms" },
      shown.map(({ begunMs }) => begunMs),
    ),
    figureOfRuns(
      { what: `of it, the popup's page until drawn: ${where}`, unit: "ms" },
      shown.map(({ begunMs, drawnMs }) => drawnMs - begunMs),
    ),
  ];
}

async function measureRuns(
  stage: Stage,
  warmUps: number,
  wanted: number,
  say: (text: string) => void,
): Promise<readonly Shown[]> {
  const shown: Shown[] = [];
  const therapist = await startTherapist(stage.site.origin, "latency");
  try {
    await stage.open(`${stage.site.origin}/pages/call/latency`);
    for (let run = -warmUps; run < wanted; run++) {
      const one = await measureOne(stage);
      if (run < 0) continue;
      if (one !== null) shown.push(one);
      say(one === null ? "nothing was shown" : `${Math.round(one.drawnMs)} ms`);
    }
  } finally {
    await therapist.stop();
  }
  return shown;
}

async function measureOne(stage: Stage): Promise<Shown | null> {
  const call = await stage.find("/pages/call/");
  await call.bringToFront();
  await call.waitForFunction(() => ["lobby", "left"].includes(document.body.dataset.state!), { timeout: PATIENCE_MS });
  await press(call, "#join");
  await waitForState(call, "inCall");
  // The page hangs up by itself, so that nobody has to be there.
  await call.evaluate((talkMs) => {
    setTimeout(() => {
      sessionStorage.setItem("leftAt", String(performance.timeOrigin + performance.now()));
      document.getElementById("leave")!.click();
    }, talkMs);
  }, TALK_MS);
  await stage.alone(TALK_MS + GRACE_SECONDS * 1_000 + LOOK_AFTER_MS);
  const leftAt = await (await stage.find("/pages/call/")).evaluate(() => Number(sessionStorage.getItem("leftAt")));
  const popup = await awaitPopup(stage);
  await dismiss(stage);
  return popup && beyondGrace(popup, leftAt);
}

async function awaitPopup({ ours }: Stage): Promise<DrawnPopup | null> {
  for (const giveUpAt = Date.now() + MISSING_AFTER_MS; Date.now() < giveUpAt; await pause(200)) {
    const popup = await readPopup(ours());
    if (popup !== null) return popup;
  }
  return null;
}

function beyondGrace({ begunAt, drawnAt }: DrawnPopup, leftAt: number): Shown {
  const graceOverAt = leftAt + GRACE_SECONDS * 1_000;
  return { begunMs: begunAt - graceOverAt, drawnMs: drawnAt - graceOverAt };
}

/** Leaves nothing on offer, so that the next call is a session of its own. */
async function dismiss({ ours }: Stage): Promise<void> {
  for (;;) {
    const due = await ask(ours(), "openCheckIn", null);
    if (due === null) break;
    await ask(ours(), "putOff", { checkInId: due.checkInId, how: "skip" });
  }
  await closePopup(ours());
}
