import { rowsOf, type Scene } from "./browser-scene.ts";
import type { Random } from "./random.ts";
import type { Act } from "./story.ts";

const SOON_MS = 1_500;
/** A healthy endpoint beside a dead one. */
const BESIDE_MS = 6_000;

type Play = (scene: Scene, act: Act, random: Random) => Promise<void>;

/** Busy, so that what is submitted waits without having left. */
async function letWait(scene: Scene, { fault }: Act, random: Random): Promise<string> {
  scene.proxy.meet([{ kind: "answer", status: 429, stored: false }]);
  const met = scene.proxy.sightings.untilMet(1, SOON_MS);
  const checkInId = await scene.submit(fault, random);
  scene.press();
  await met;
  return checkInId;
}

async function takeBack(scene: Scene, checkInId: string): Promise<void> {
  const { client, ledger } = scene;
  const id = ledger.all.find((one) => one.checkInId === checkInId)?.id ?? "";
  const said = await client.ask("takeBack", { id }).catch(() => "tooLate" as const);
  if (said !== "takenBack") return;
  ledger.change(checkInId, { takenBack: true });
  scene.silence(id);
}

/** Taken back where it can be; else the therapist is asked to disregard it, and their page no longer shows it. */
async function withdraw(scene: Scene, checkInId: string): Promise<void> {
  const id = scene.ledger.all.find((one) => one.checkInId === checkInId)?.id ?? "";
  const said = await scene.client.ask("withdraw", { id }).catch(() => "tooLate" as const);
  if (said !== "tooLate") scene.ledger.change(checkInId, { takenBack: true });
  if (said === "takenBack") scene.silence(id);
}

/** In flight it is too late, and it arrives; while it waits it is taken back, and never does. */
const takeBackWhileSending: Play = async (scene, act, random) => {
  const change = random.chance(0.5) ? takeBack : withdraw;
  if (random.chance(0.4)) return change(scene, await letWait(scene, act, random));
  scene.proxy.meet([{ kind: "hang", stored: random.chance(0.5) }]);
  const hanging = scene.proxy.sightings.untilHanging(SOON_MS);
  const checkInId = await scene.submit(act.fault, random);
  scene.press();
  await hanging;
  await change(scene, checkInId);
  scene.proxy.release(random.pick(["pass", "reset"] as const));
};

/** The same client sends to another box from now on; what waits goes where it was meant to go. */
async function moveOn(scene: Scene): Promise<void> {
  const { client, secret } = scene.place();
  await scene.renew({ ...(await scene.practice.takePlace()), client, secret });
}

const changeSettings: Play = async (scene, act, random) => {
  await letWait(scene, act, random);
  await moveOn(scene);
  await scene.submit(act.fault, random);
};

/** Whatever went before is mended first: only this one endpoint is dead. */
const twoEndpoints: Play = async (scene, act, random) => {
  await scene.heal();
  scene.proxy.kill(scene.place().box);
  await scene.submit(act.fault, random);
  await moveOn(scene);
  const checkInId = await scene.submit(act.fault, random);
  if (!(await isDelivered(scene, checkInId))) scene.problems.push(`${checkInId} waits behind a dead endpoint`);
};

async function isDelivered(scene: Scene, checkInId: string): Promise<boolean> {
  const deadline = Date.now() + BESIDE_MS;
  while (Date.now() < deadline) {
    const row = (await rowsOf(scene)).find((one) => one.checkInId === checkInId);
    if (row?.state === "delivered") return true;
    scene.press();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

/** Whatever waits is deleted unsent; what was under way may still arrive. */
const leaveAndDelete: Play = async (scene, act, random) => {
  await letWait(scene, act, random);
  const clientId = scene.place().client;
  await scene.pairAnew(true);
  for (const { id, client, state } of await rowsOf(scene))
    if (client === clientId && state === "withdrawn") scene.silence(id);
  await scene.submit(act.fault, random);
};

const anotherClient: Play = async (scene, act, random) => {
  await letWait(scene, act, random);
  await scene.pairAnew(false);
  await scene.submit(act.fault, random);
};

/** All that is acknowledged by now. */
async function untilSettled(scene: Scene, act: Act, random: Random): Promise<void> {
  await scene.submit(act.fault, random);
  await scene.heal();
  await scene.settle();
}

const restoreBackup: Play = async (scene, act, random) => {
  await untilSettled(scene, act, random);
  const restore = await scene.practice.backUp(scene.place());
  for (let count = 0; count < act.submits; count += 1) await untilSettled(scene, act, random);
  scene.excuse(await restore());
};

const wipe: Play = async (scene, act, random) => {
  await untilSettled(scene, act, random);
  await scene.practice.stop();
  scene.excuse(await scene.practice.wipe(scene.place()));
  const renewed = await scene.practice.changeKey(scene.place());
  await scene.practice.start();
  await scene.submit(act.fault, random);
  await scene.renew(renewed);
};

/** Nothing leaves while it is off, by hand or otherwise. */
const sendingOff: Play = async (scene, act, random) => {
  await letWait(scene, act, random);
  await scene.switchSending(false);
  const checkInId = await scene.submit(act.fault, random);
  scene.press();
  await scene.proxy.sightings.untilMet(1, 200);
  const saved = scene.ledger.all.find((one) => one.checkInId === checkInId)?.id ?? "";
  if (scene.proxy.sightings.countOf(saved) > 0) scene.problems.push(`${checkInId} was sent while off`);
  if (random.chance(0.5)) await scene.switchSending(true);
};

export const MEANING_ACTS: Readonly<Record<string, Play>> = {
  E6: takeBackWhileSending,
  E7: changeSettings,
  E8: leaveAndDelete,
  E9: anotherClient,
  E10: sendingOff,
  "50": restoreBackup,
  "51": wipe,
  "53": twoEndpoints,
};
