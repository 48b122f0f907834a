import { describe, expect, test } from "vitest";
import { createInboxWatch } from "../../src/background/inbox-watch.ts";
import { type InboxCheck, NO_CHECK } from "../../src/protocol/inbox-check.ts";
import type { ReadingFailure } from "../../src/protocol/therapist-records.ts";

const MINUTE_MS = 60_000;

/** A therapist's place with these names, of which some are known; what happens is written down. */
function watch(before: Partial<InboxCheck> = {}) {
  let check: InboxCheck = { ...NO_CHECK, ...before };
  let now = 1_000_000;
  let names: readonly string[] = ["a", "b"];
  let known = new Set(["a"]);
  let failing: ReadingFailure | null = null;
  let callNear = false;
  let audible = false;
  const alarms: (number | null)[] = [];
  const happened: string[] = [];
  const started = () =>
    createInboxWatch({
      check: {
        read: async () => check,
        update: async (change) => (check = change(check)),
      },
      listNew: async () => {
        happened.push("listed");
        return { listed: failing === null ? { kind: "names", names } : { kind: "failed", reason: failing }, known };
      },
      isCallNear: async () => callNear,
      isAnyAudible: async () => audible,
      setAlarm: async (at) => void alarms.push(at),
      notify: async () => void happened.push("notified"),
      onChanged: async () => void happened.push("badge"),
      now: () => now,
    });
  return {
    watch: started(),
    /** The worker was stopped and begins again. */
    restart: started,
    alarms,
    happened,
    check: () => check,
    set: (changed: {
      names?: readonly string[];
      known?: readonly string[];
      callNear?: boolean;
      audible?: boolean;
      fail?: ReadingFailure | null;
    }) => {
      names = changed.names ?? names;
      known = new Set(changed.known ?? known);
      callNear = changed.callNear ?? callNear;
      audible = changed.audible ?? audible;
      failing = changed.fail === undefined ? failing : changed.fail;
    },
    wait: (ms: number) => (now += ms),
    now: () => now,
  };
}

describe("switched off", () => {
  test("it sets no alarm and asks nobody", async () => {
    const { watch: inbox, alarms, happened } = watch();
    await inbox.begin();
    expect(alarms).toEqual([]);
    await inbox.look();
    expect(happened).toEqual([]);
    expect(alarms).toEqual([null]);
  });

  test("after it was on, it clears its alarm and forgets what it had found", async () => {
    const scene = watch({ everyMinutes: 60, fresh: 2, lookedAt: 1, notify: true });
    await scene.watch.begin();
    expect(await scene.watch.set({ everyMinutes: null, notify: false })).toEqual(NO_CHECK);
    expect(scene.alarms.at(-1)).toBeNull();
    expect(scene.watch.isNew()).toBe(false);
  });
});

describe("switched on", () => {
  test("it looks at its interval, counts what is not known, and shows a mark", async () => {
    const scene = watch();
    await scene.watch.set({ everyMinutes: 15, notify: false });
    expect(scene.alarms).toEqual([scene.now() + 15 * MINUTE_MS]);
    scene.wait(15 * MINUTE_MS);
    await scene.watch.look();
    expect(scene.check()).toMatchObject({ fresh: 1, lookedAt: scene.now(), failed: null });
    expect(scene.happened).toEqual(["listed", "badge"]);
    expect(scene.watch.isNew()).toBe(true);
    expect(scene.alarms.at(-1)).toBe(scene.now() + 15 * MINUTE_MS);
  });

  test("a worker that begins again keeps the interval and the mark", async () => {
    const scene = watch({ everyMinutes: 60, fresh: 3, lookedAt: 500_000 });
    const again = scene.restart();
    await again.begin();
    expect(again.isNew()).toBe(true);
    expect(scene.alarms).toEqual([500_000 + 60 * MINUTE_MS]);
  });

  test("while a call is live it does not even ask, and comes back later", async () => {
    const scene = watch({ everyMinutes: 60, notify: true });
    scene.set({ callNear: true });
    await scene.watch.look();
    expect(scene.happened).toEqual([]);
    expect(scene.alarms).toEqual([scene.now() + 15 * MINUTE_MS]);
  });

  test("a notification comes once for what is new, and none without being asked for", async () => {
    const scene = watch({ everyMinutes: 60, notify: true });
    await scene.watch.look();
    await scene.watch.look();
    expect(scene.happened.filter((one) => one === "notified")).toHaveLength(1);
    const quiet = watch({ everyMinutes: 60, notify: false });
    await quiet.watch.look();
    expect(quiet.happened).not.toContain("notified");
  });

  test("while anything is to be heard there is a mark and no notification: it may be a call nobody watches", async () => {
    const scene = watch({ everyMinutes: 60, notify: true });
    scene.set({ audible: true });
    await scene.watch.look();
    expect(scene.happened).toContain("badge");
    expect(scene.happened).not.toContain("notified");
  });

  test("a call that begins while it looks gets no notification", async () => {
    const scene = watch({ everyMinutes: 60, notify: true });
    const asked: boolean[] = [];
    const inbox = createInboxWatch({
      check: { read: async () => scene.check(), update: async (change) => change(scene.check()) },
      listNew: async () => ({ listed: { kind: "names", names: ["new"] }, known: new Set() }),
      isCallNear: async () => asked.push(true) > 1,
      isAnyAudible: async () => false,
      setAlarm: async () => {},
      notify: async () => void scene.happened.push("notified"),
      onChanged: async () => {},
      now: scene.now,
    });
    await inbox.look();
    expect(asked).toHaveLength(2);
    expect(scene.happened).toEqual([]);
  });

  test("a place that does not answer leaves the mark as it was, and is told when asked", async () => {
    const scene = watch({ everyMinutes: 60, fresh: 2 });
    await scene.watch.begin();
    scene.set({ fail: "noReply" });
    await scene.watch.look();
    expect(scene.check()).toMatchObject({ fresh: 2, failed: "noReply" });
    expect(scene.watch.isNew()).toBe(true);
  });

  test("the mark goes once the page has fetched what there is", async () => {
    const scene = watch({ everyMinutes: 60 });
    await scene.watch.look();
    await scene.watch.markSeen();
    expect(scene.watch.isNew()).toBe(false);
    expect(scene.happened).toEqual(["listed", "badge", "badge"]);
  });
});
