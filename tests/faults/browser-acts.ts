import { setTimeout as pause } from "node:timers/promises";
import type { Scene } from "./browser-scene.ts";
import { meetingsOf } from "./meetings.ts";
import type { Random } from "./random.ts";
import type { Act } from "./story.ts";

/** Long enough on a busy machine; that nothing comes is no failure, since the endpoint may be held back. */
const SOON_MS = 1_500;

type Play = (scene: Scene, act: Act, random: Random) => Promise<void>;

async function submitAll(scene: Scene, { fault, submits }: Act, random: Random): Promise<readonly string[]> {
  const checkIns: string[] = [];
  for (let count = 0; count < submits; count += 1) checkIns.push(await scene.submit(fault, random));
  return checkIns;
}

/** Submits while requests meet what this fault has for them. */
export const meetOnTheWay: Play = async (scene, act, random) => {
  const meetings = meetingsOf(act.fault, random, scene.proxy.trap);
  scene.proxy.meet(meetings);
  const met = scene.proxy.sightings.untilMet(Math.min(act.submits, meetings.length), SOON_MS);
  await submitAll(scene, act, random);
  scene.press();
  await met;
};

/** A request is on its way; it is stored or not, and nobody answers. */
async function untilInFlight(scene: Scene, act: Act, random: Random, stored: boolean): Promise<void> {
  scene.proxy.meet([{ kind: "hang", stored }]);
  const hanging = scene.proxy.sightings.untilHanging(SOON_MS);
  await submitAll(scene, act, random);
  scene.press();
  await hanging;
}

const killBeforeCommit: Play = async (scene, act, random) => {
  await scene.submitUnheard(act.fault, random);
  await pause(random.below(12));
  await scene.client.kill();
};

const killAfterCommit: Play = async (scene, act, random) => {
  await submitAll(scene, act, random);
  await scene.client.kill();
};

const killInFlight =
  (stored: boolean): Play =>
  async (scene, act, random) => {
    await untilInFlight(scene, act, random, stored);
    await scene.client.kill();
  };

const stopInFlight: Play = async (scene, act, random) => {
  await untilInFlight(scene, act, random, random.chance(0.5));
  await scene.client.stopBackground();
  scene.proxy.release(random.pick(["pass", "reset"] as const));
};

const stopAnyTime: Play = async (scene, act, random) => {
  await submitAll(scene, act, random);
  scene.press();
  await pause(random.below(30));
  await scene.client.stopBackground();
};

const update: Play = async (scene, act, random) => {
  if (random.chance(0.5)) await untilInFlight(scene, act, random, random.chance(0.5));
  else await submitAll(scene, act, random);
  await scene.client.update();
};

const clearAlarms: Play = async (scene, act, random) => {
  scene.proxy.meet([{ kind: "reset", when: "body" }]);
  await submitAll(scene, act, random);
  await scene.client.clearAlarms();
  await scene.client.stopBackground();
};

const twoWindows: Play = async (scene, { fault }, random) => {
  const [both, other] = [await scene.newCheckIn(), await scene.newCheckIn()];
  scene.draw(fault, both, random);
  scene.draw(fault, other, random);
  await Promise.all([scene.send(both), scene.send(both, "elsewhere"), scene.send(other, "elsewhere")]);
};

const withdrawPermission: Play = async (scene, act, random) => {
  await scene.client.withdrawSite();
  const checkIns = await submitAll(scene, act, random);
  const held = scene.proxy.sightings.untilMet(1, 300);
  scene.press();
  await held;
  for (const one of scene.ledger.all) {
    const sent = one.id !== null && checkIns.includes(one.checkInId) && scene.proxy.sightings.countOf(one.id) > 0;
    if (sent) scene.problems.push(`${one.checkInId} was sent without permission`);
  }
  if (random.chance(0.5)) await scene.client.mend();
};

const offline: Play = async (scene, act, random) => {
  await scene.client.setOnline(false);
  await submitAll(scene, act, random);
  scene.press();
  await pause(random.below(100));
  if (random.chance(0.7)) await scene.client.setOnline(true);
};

const refused: Play = async (scene, act, random) => {
  if (random.chance(0.2)) await scene.practice.stop();
  else await scene.proxy.down();
  await submitAll(scene, act, random);
  scene.press();
  await pause(50 + random.below(100));
};

/** Mostly cut off after a while; now and then it lasts as long as the extension waits. */
const noReply: Play = async (scene, act, random) => {
  await untilInFlight(scene, act, random, random.chance(0.5));
  if (random.chance(0.06)) await scene.proxy.sightings.untilMet(1, 25_000);
  else scene.proxy.release("reset");
};

export const BROWSER_ACTS: Readonly<Record<string, Play>> = {
  "1": killBeforeCommit,
  "2": killAfterCommit,
  "3": killInFlight(false),
  "4": killInFlight(true),
  "5": stopInFlight,
  "6": stopAnyTime,
  "14": update,
  "16": clearAlarms,
  "19": twoWindows,
  "22": withdrawPermission,
  "24": offline,
  "26": refused,
  "31": noReply,
};
