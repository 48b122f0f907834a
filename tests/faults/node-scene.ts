import { openInvite } from "../../src/adapters/sealing/open-invite.ts";
import type { FaultProxy } from "./fault-proxy.ts";
import { createLedger, drawAnswers, drawWish, type Ledger } from "./ledger.ts";
import { type Background, type Paired, pairWith, type Surroundings, startBackground } from "./node-background.ts";
import { type NodeDisk, openNodeDisk } from "./node-disk.ts";
import type { Row } from "./oracle.ts";
import type { Place, Practice } from "./practice.ts";
import type { Random } from "./random.ts";

/** As the extension waits. */
const LIMIT_MS = 20_000;
const LOOKS = 40;
/** Longer than a lease, and than any pause of an endpoint that only rests. */
const STEP_MS = 60_000;

export interface NodeStage {
  readonly practice: Practice;
  readonly proxy: FaultProxy;
}

/** One run without a browser: a disk, a clock and a network that the story changes at will. */
export interface NodeScene extends NodeStage {
  readonly ledger: Ledger;
  readonly problems: string[];
  readonly disk: NodeDisk;
  readonly place: Place;
  readonly paired: Paired;
  /** File in the box → why it must not open. */
  readonly expectedRefusals: Map<string, string>;
  /** By id, the fault under which it was parked with a reason. */
  readonly parked: ReadonlyMap<string, string>;
  background(): Background;
  readonly around: { offsetMs: number; on: boolean; online: boolean; limitMs: number; url: string | null };
  surroundings: Surroundings;
  /** Stops where it is; the next one starts on the same disk. */
  restart(): Promise<void>;
  /** Null where it could not be saved; then nothing may be left of it. */
  submit(fault: string, random: Random): Promise<string | null>;
  /** One look at what is due. A background that was killed never answers. */
  run(): Promise<void>;
  press(): Promise<void>;
  rows(): Promise<readonly Row[]>;
  heal(): Promise<void>;
  settle(): Promise<void>;
  close(): Promise<void>;
}

export async function openNodeScene(stage: NodeStage): Promise<NodeScene> {
  const { practice, proxy } = stage;
  const place = await practice.takePlace();
  const opened = await openInvite(await practice.invite(place, 1), { nowMs: Date.now(), allowLocalhost: true });
  if (opened.kind === "refused") throw new Error(`The invite is refused: ${opened.reason}`);
  const paired = await pairWith(opened.invite);
  const disk = openNodeDisk();
  const ledger = createLedger();
  const problems: string[] = [];
  const around: NodeScene["around"] = { offsetMs: 0, on: true, online: true, limitMs: LIMIT_MS, url: null };
  const now = (): number => Date.now() + around.offsetMs;
  const surroundings: Surroundings = {
    now,
    isOn: () => around.on,
    fetch: (url, init) => fetch(around.url === null ? url : url.replace(proxy.origin, around.url), init),
    isOnline: () => around.online,
    limitMs: () => around.limitMs,
    complain: () => {},
  };
  let background = startBackground(paired, surroundings);
  const parked = new Map<string, string>();
  let count = 0;

  /** "Try again" beside each one that is parked, save what can never be read again. */
  async function release(): Promise<void> {
    for (const { id, state, lastReason } of await background.store.list()) {
      const one = ledger.all.find((submitted) => submitted.id === id);
      if (state !== "parked" || one?.doomed === true) continue;
      if (lastReason === null) problems.push(`${id} was parked without a reason`);
      parked.set(id, one?.fault ?? "");
      await background.store.release(id);
    }
  }

  const scene: NodeScene = {
    ...stage,
    ledger,
    problems,
    disk,
    place,
    paired,
    around,
    surroundings,
    expectedRefusals: new Map(),
    parked,
    background: () => background,
    async restart() {
      await background.kill();
      background = startBackground(paired, surroundings);
    },
    async submit(fault, random) {
      count += 1;
      const checkInId = `${place.box}-${count}`;
      const given = { answers: drawAnswers(checkInId, random), wish: drawWish(random) };
      const kept = await background.keeping
        .keep({ checkInId, ...given, seconds: 30, skipped: 1, endedAt: null })
        .catch(() => ({ kind: "notSaved", reason: "storage" }) as const);
      if (kept.kind === "notSaved") return null;
      ledger.add({ checkInId, fault, box: place.box, ...given, said: "saved", id: kept.id, takenBack: false });
      return checkInId;
    },
    run: async () => void (await background.runner.run()),
    async press() {
      await background.store.retryNow(now(), true);
      await scene.run();
    },
    rows: () => background.store.list(),
    async heal() {
      await proxy.heal();
      await practice.start();
      disk.heal();
      Object.assign(around, { offsetMs: 0, on: true, online: true, limitMs: LIMIT_MS, url: null });
      await scene.restart();
    },
    async settle() {
      for (let look = 0; look < LOOKS; look += 1) {
        await release();
        await scene.press();
        const waiting = (await scene.rows()).filter(({ state }) => state === "queued" || state === "sending");
        if (waiting.length === 0) return;
        around.offsetMs += STEP_MS;
      }
      problems.push("something still waits");
    },
    async close() {
      await background.kill();
      disk.close();
    },
  };
  return scene;
}
