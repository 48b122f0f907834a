import { openDatabase } from "../../src/adapters/storage/database.ts";
import { createFirstStores } from "../../src/adapters/storage/migrations/0001-first-stores.ts";
import type { Connection } from "../../src/adapters/storage/schema.ts";
import type { DiskTrouble } from "./node-disk.ts";
import type { NodeScene } from "./node-scene.ts";
import type { Random } from "./random.ts";
import type { Act } from "./story.ts";

export type NodePlay = (scene: NodeScene, act: Act, random: Random) => Promise<void>;

/** Busy, so that it waits without having left. */
export async function letWait(scene: NodeScene, act: Act, random: Random): Promise<string> {
  const checkInId = await mustSave(scene, act, random);
  scene.proxy.meet([{ kind: "answer", status: 429, stored: false }]);
  await scene.press();
  return checkInId;
}

/** More often than any trouble with the disk lasts. */
const PRESSES = 12;

/** Somebody presses Send again while the disk is in trouble. */
export async function mustSave(scene: NodeScene, { fault }: Act, random: Random): Promise<string> {
  for (let press = 0; press < PRESSES; press += 1) {
    const checkInId = await scene.submit(fault, random);
    if (checkInId !== null) return checkInId;
  }
  throw new Error("It could not be saved.");
}

/** Killed while a request is under way or just after; what was not written through is gone. */
const powerCut: NodePlay = async (scene, act, random) => {
  await mustSave(scene, act, random);
  if (random.chance(0.5)) await scene.press();
  await mustSave(scene, act, random);
  if (random.chance(0.5)) await inFlight(scene, random.chance(0.5));
  await scene.background().kill();
  await scene.disk.powerCut();
  await scene.restart();
};

/** A request is on its way, and nobody answers; `sent` resolves once somebody has. */
export async function inFlight(scene: NodeScene, stored: boolean): Promise<{ readonly sent: Promise<void> }> {
  scene.proxy.meet([{ kind: "hang", stored }]);
  const hanging = scene.proxy.sightings.untilHanging(1_000);
  const sent = scene.press();
  await hanging;
  return { sent };
}

/** Saving fails and says so; pressed again once there is room, it is saved. */
const diskFull: NodePlay = async (scene, act, random) => {
  const before = (await scene.rows()).length;
  const trouble: DiskTrouble = { at: "put", error: "QuotaExceededError", left: 1 + random.below(3) };
  scene.disk.trouble(trouble);
  if ((await scene.submit(act.fault, random)) !== null) scene.problems.push("said to be saved on a full disk");
  scene.disk.heal();
  if ((await scene.rows()).length !== before) scene.problems.push("a full disk left half a record");
  await mustSave(scene, act, random);
};

const writesFail =
  (at: DiskTrouble["at"], errors: readonly string[]): NodePlay =>
  async (scene, act, random) => {
    await mustSave(scene, act, random);
    scene.disk.trouble({ at, error: random.pick(errors), left: 1 + random.below(6) });
    await scene.press().catch(() => {});
    await scene.run();
    await scene.submit(act.fault, random);
  };

const blocked: NodePlay = async (scene, act, random) => {
  await scene.background().kill();
  scene.disk.erase();
  const older = await scene.disk.openRaw(1, (database) => createFirstStores(database as unknown as Connection));
  await scene.restart();
  const saving = scene.submit(act.fault, random);
  await new Promise((resolve) => setTimeout(resolve, 10));
  older.close();
  if ((await saving) === null) scene.problems.push("not saved after the older version let go");
};

const damaged: NodePlay = async (scene, act, random) => {
  const checkInId = await letWait(scene, act, random);
  const id = scene.ledger.all.find((one) => one.checkInId === checkInId)?.id ?? "";
  await scene.disk.change("envelopes", id, (record) => damage(record as { readonly bytes: Uint8Array }, random));
  scene.ledger.change(checkInId, { doomed: true });
  await mustSave(scene, act, random);
};

function damage(record: { readonly bytes: Uint8Array }, random: Random): unknown {
  const bytes = Uint8Array.from(record.bytes);
  const at = random.below(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ 0x40;
  return random.chance(0.7) ? { ...record, bytes } : { ...record, bytes: bytes.slice(0, at) };
}

/** What had left is with the therapist; what had not is gone, and only that. */
const allGone: NodePlay = async (scene, act, random) => {
  await mustSave(scene, act, random);
  await scene.press();
  const waiting = await letWait(scene, act, random);
  await scene.background().kill();
  scene.disk.erase();
  scene.ledger.change(waiting, { doomed: true });
  await scene.restart();
};

/** The older version refuses to touch anything; the newer one finds all of it. */
const downgrade: NodePlay = async (scene, act, random) => {
  await letWait(scene, act, random);
  const kept = await scene.disk.dump();
  await scene.background().kill();
  (await scene.disk.openRaw(99)).close();
  await scene.restart();
  if ((await scene.background().database.health()) !== "newerVersion") scene.problems.push("a newer schema was opened");
  if ((await scene.submit(act.fault, random)) !== null) scene.problems.push("saved into a newer schema");
  await scene.run();
  const after = await scene.disk.dump();
  if (countOf(after) !== countOf(kept)) scene.problems.push("an older version changed a newer database");
  await scene.background().kill();
  const prepare = async (): Promise<void> => {
    const database = openDatabase();
    await database.health();
    await database.close();
  };
  await scene.disk.restore(after, prepare);
  await scene.restart();
};

function countOf(dump: ReadonlyMap<string, readonly unknown[]>): number {
  return [...dump.values()].reduce((sum, records) => sum + records.length, 0);
}

export const NODE_STORAGE_ACTS: Readonly<Record<string, NodePlay>> = {
  "7": powerCut,
  "8": diskFull,
  "9": writesFail("put", ["QuotaExceededError"]),
  "10": blocked,
  "11": async (scene, act, random) =>
    random.chance(0.5)
      ? writesFail("put", ["UnknownError", "AbortError"])(scene, act, random)
      : writesFail("transaction", ["InvalidStateError"])(scene, act, random),
  "12": damaged,
  "13": allGone,
  "15": downgrade,
  "23": allGone,
};

/** These begin with a disk of their own: what was there before is gone with it. */
export const OWN_DISK: ReadonlySet<string> = new Set(["10", "13", "15", "23"]);
