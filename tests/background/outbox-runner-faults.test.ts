import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createPutAdapter } from "../../src/adapters/endpoint/put.ts";
import { LEASE_MS, MAX_BACKOFF_MS } from "../../src/core/outbox/retry-policy.ts";
import { BOX, envelope, freshDisk, OTHER_BOX } from "../adapters/storage/fresh-database.ts";
import { createWorld, until } from "./outbox-world.ts";

/** What one request meets; named after what is wrong. */
type Fault =
  | "none"
  | "requestLost"
  | "replyLost"
  | "stoppedBeforeStoring"
  | "stoppedAfterStoring"
  | "receiptCut"
  | "portal"
  | "signInPage"
  | "redirect"
  | 401
  | 403
  | 404
  | 410
  | 413
  | 429
  | 500
  | 503
  | 507;
const FAULTS: readonly Fault[] = [
  "none",
  "none",
  "requestLost",
  "replyLost",
  "stoppedBeforeStoring",
  "stoppedAfterStoring",
  "receiptCut",
  "portal",
  "signInPage",
  "redirect",
  401,
  403,
  404,
  410,
  413,
  429,
  500,
  503,
  507,
];

type Step =
  | { readonly kind: "save"; readonly takeBackMs: number; readonly elsewhere: boolean }
  | { readonly kind: "takeBack"; readonly which: number }
  | { readonly kind: "run"; readonly faults: readonly Fault[] }
  | { readonly kind: "wait"; readonly ms: number }
  | { readonly kind: "clock"; readonly byMs: number }
  | { readonly kind: "retry"; readonly byHand: boolean };

const DAY_MS = 24 * 60 * 60_000;
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant("save" as const),
    takeBackMs: fc.constantFrom(0, 0, 600_000),
    elsewhere: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("takeBack" as const), which: fc.nat(9) }),
  fc.record({
    kind: fc.constant("run" as const),
    faults: fc.array(fc.constantFrom(...FAULTS), { minLength: 1, maxLength: 8 }),
  }),
  fc.record({
    kind: fc.constant("wait" as const),
    ms: fc.constantFrom(1_000, LEASE_MS, 600_000, MAX_BACKOFF_MS, DAY_MS),
  }),
  fc.record({ kind: fc.constant("clock" as const), byMs: fc.constantFrom(-365 * DAY_MS, -DAY_MS, DAY_MS) }),
  fc.record({ kind: fc.constant("retry" as const), byHand: fc.boolean() }),
);

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** A server behind a network: `next` says what the coming request meets. */
function createFaultyServer(next: (id: string) => Fault, stopWorker: () => Promise<never>) {
  const kept = new Map<string, string>();
  async function fetch(url: string, init: RequestInit): Promise<Response> {
    const id = url.split("/").at(-1)!;
    const bytes = init.body as Uint8Array;
    const fault = next(id);
    const store = (): Response => {
      const known = kept.get(id) ?? sha256(bytes);
      kept.set(id, known);
      return new Response(JSON.stringify({ id, sha256: known }), { status: known === sha256(bytes) ? 201 : 409 });
    };
    switch (fault) {
      case "none":
        return store();
      case "requestLost":
        throw new TypeError("fetch failed");
      case "replyLost":
        store();
        throw new TypeError("fetch failed");
      case "stoppedBeforeStoring":
        return stopWorker();
      case "stoppedAfterStoring":
        store();
        return stopWorker();
      case "receiptCut":
        return new Response((await store().text()).slice(0, -2), { status: 201 });
      case "portal":
        return new Response("<h1>Welcome</h1>", { status: 201, headers: { "content-type": "text/html" } });
      case "signInPage":
        return new Response("<form>", { status: 200, headers: { "content-type": "text/html" } });
      case "redirect":
        return new Response(null, { status: 302, headers: { location: "http://169.254.169.254/" } });
      default:
        return new Response("", { status: fault, headers: { "retry-after": "120" } });
    }
  }
  return { kept, fetch };
}

async function play(steps: readonly Step[]): Promise<void> {
  freshDisk();
  const world = createWorld();
  const store = world.newStore();
  const takenBack = new Set<string>();
  const sentAfterTakingBack: string[] = [];
  let faults: Fault[] = [];
  let stop: () => void = () => undefined;
  const server = createFaultyServer(
    (id) => {
      if (takenBack.has(id)) sentAfterTakingBack.push(id);
      return faults.shift() ?? "none";
    },
    () => {
      stop();
      return new Promise<never>(() => undefined);
    },
  );
  const deliver = createPutAdapter({
    fetch: server.fetch,
    isPermitted: async () => true,
    mayCollect: async () => true,
    ensureOriginRule: async () => undefined,
    isOnline: () => true,
    allowLocalhost: false,
  });
  const saved = new Map<string, string>();

  async function run(): Promise<number | null> {
    let stopped = false;
    const worker = world.startWorker(deliver);
    stop = () => {
      stopped = true;
      worker.kill();
    };
    let outcome: { readonly wakeAt: number | null } | null = null;
    void worker.runner.run().then((wakeAt) => {
      outcome = { wakeAt };
    });
    await until(() => stopped || outcome !== null);
    return outcome === null ? null : (outcome as { readonly wakeAt: number | null }).wakeAt;
  }

  async function take(step: Step): Promise<void> {
    switch (step.kind) {
      case "save": {
        const seq = await store.nextSeq("client-a");
        const id = `id-${saved.size + 1}`;
        const sealed = envelope({
          id,
          seq,
          checkInId: id,
          endpointId: step.elsewhere ? OTHER_BOX : BOX,
          createdAt: world.clock.now,
          notBefore: world.clock.now + step.takeBackMs,
        });
        expect((await store.enqueue(sealed)).kind).toBe("saved");
        saved.set(id, sha256(sealed.bytes));
        return;
      }
      case "takeBack": {
        const id = `id-${step.which + 1}`;
        if ((await store.withdraw(id, world.clock.now)) === "takenBack") takenBack.add(id);
        return;
      }
      case "run":
        faults = [...step.faults];
        await run();
        return;
      case "wait":
        world.clock.now += step.ms;
        return;
      case "clock":
        world.clock.now += step.byMs;
        return;
      case "retry":
        await store.retryNow(world.clock.now, step.byHand);
    }
  }

  for (const each of steps) {
    await take(each);
    // I3: what is marked as delivered is with the endpoint, whatever happened.
    for (const { id, state } of await store.list()) if (state === "delivered") expect(server.kept.has(id)).toBe(true);
    // I4: nothing has disappeared.
    expect((await store.list()).length).toBe(saved.size);
  }

  // All is mended: the person presses "try again", and time passes.
  faults = [];
  for (let look = 0; look < 20 && (await store.countWaiting()) > 0; look += 1) {
    for (const { id, state } of await store.list()) if (state === "parked") await store.release(id);
    await store.retryNow(world.clock.now, true);
    await run();
    world.clock.now += 600_000;
  }
  const expected = new Map([...saved].filter(([id]) => !takenBack.has(id)));
  expect(new Map([...server.kept].toSorted())).toEqual(new Map([...expected].toSorted()));
  expect(sentAfterTakingBack).toEqual([]);
  const left = (await store.list()).filter(({ state }) => state !== "delivered" && state !== "withdrawn");
  expect(left).toEqual([]);
}

/** More with OUTBOX_RUNS; the seed is printed when one fails. */
const RUNS = Number(process.env.OUTBOX_RUNS ?? 30);

test("I7: whatever fails on the way, in the end each saved envelope is with its endpoint once, and none taken back", async () => {
  const timeline = fc.array(step, { minLength: 4, maxLength: 30 });
  await fc.assert(fc.asyncProperty(timeline, play), { numRuns: RUNS });
}, 120_000);
