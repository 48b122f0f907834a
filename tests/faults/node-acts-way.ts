import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer as createSilentServer } from "node:net";
import { createLock } from "../background/outbox-world.ts";
import { startForeignTls } from "./foreign-tls.ts";
import { inFlight, letWait, mustSave, type NodePlay } from "./node-acts-storage.ts";
import { startBackground } from "./node-background.ts";
import type { NodeScene } from "./node-scene.ts";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/** Nobody presses anything: the late alarm alone sends it. */
const lateAlarm: NodePlay = async (scene, act, random) => {
  await scene.heal();
  const checkInId = await letWait(scene, act, random);
  scene.around.offsetMs += 6 * HOUR_MS;
  await scene.run();
  await expectDelivered(scene, checkInId, "a late alarm");
};

async function expectDelivered(scene: NodeScene, checkInId: string, after: string): Promise<void> {
  const row = (await scene.rows()).find((one) => one.checkInId === checkInId);
  if (row?.state !== "delivered") scene.problems.push(`${checkInId} is ${row?.state ?? "gone"} after ${after}`);
}

const sleep: NodePlay = async (scene, act, random) => {
  await mustSave(scene, act, random);
  const { sent } = await inFlight(scene, random.chance(0.5));
  scene.around.offsetMs += (1 + random.below(12)) * HOUR_MS;
  scene.proxy.release(random.pick(["pass", "reset"] as const));
  await sent;
};

/** As at an update, where the old background has not ended yet: locks do not meet, the leases do. */
const twoBackgrounds: NodePlay = async (scene, act, random) => {
  for (let count = 0; count < 2 + act.submits; count += 1) await mustSave(scene, act, random);
  const other = startBackground(scene.paired, scene.surroundings, createLock());
  const saved = other.keeping.keep({
    checkInId: scene.ledger.all.at(-1)?.checkInId ?? "",
    answers: scene.ledger.all.at(-1)?.answers ?? {},
    wish: null,
    seconds: 30,
    skipped: 0,
    endedAt: null,
  });
  await Promise.all([scene.run(), other.runner.run(), mustSave(scene, act, random)]);
  if ((await saved).kind !== "alreadySaved") scene.problems.push("one check-in was saved twice");
  await other.kill();
};

const clockJumps: NodePlay = async (scene, act, random) => {
  await letWait(scene, act, random);
  const jumps = [DAY_MS, -DAY_MS, HOUR_MS, -HOUR_MS, -Date.now()];
  scene.around.offsetMs += random.pick(jumps);
  await mustSave(scene, act, random);
  await scene.run();
  scene.around.offsetMs += random.pick(jumps.slice(0, 4));
  await scene.run();
};

/** Every request goes there instead, as long as the fault lasts. */
const instead =
  (url: string): NodePlay =>
  async (scene, act, random) => {
    await mustSave(scene, act, random);
    scene.around.url = url;
    await scene.press();
    await mustSave(scene, act, random);
    await scene.press();
  };

const foreignCertificate: NodePlay = async (scene, act, random) => {
  const server = await startForeignTls();
  await instead(server.origin)(scene, act, random);
  if (server.requests() > 0) scene.problems.push("sent to a host with another host's certificate");
  server.close();
};

const swallowed: NodePlay = async (scene, act, random) => {
  const silent = createSilentServer();
  await once(silent.listen(0, "127.0.0.1"), "listening");
  scene.around.limitMs = 60;
  await scene.restart();
  await instead(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`)(scene, act, random);
  silent.close();
};

const lyingOnline: NodePlay = async (scene, act, random) => {
  scene.around.online = random.chance(0.5);
  await mustSave(scene, act, random);
  if (scene.around.online) scene.proxy.meet([{ kind: "reset", when: "headers" }]);
  await scene.press();
};

export const NODE_WAY_ACTS: Readonly<Record<string, NodePlay>> = {
  "17": lateAlarm,
  "18": sleep,
  "20": twoBackgrounds,
  "21": clockJumps,
  "25": instead("http://nobody.invalid"),
  "27": foreignCertificate,
  "37": lyingOnline,
  "38": swallowed,
};
