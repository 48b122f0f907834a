import { describe, expect, test } from "vitest";
import { createSoundWatch, LISTEN_EVERY_MS } from "../../src/background/sound-watch.ts";

/** Tabs that make sound or do not, and a timer that the test lets go off. */
function hearing() {
  const told: [number, boolean][] = [];
  const audible = new Set<number>();
  let timer: { readonly ms: number; readonly handle: () => void } | null = null;
  let failures = 0;
  const watch = createSoundWatch({
    isAudible: async (tab) => audible.has(tab),
    tell: async ({ tab, on }) => {
      if (failures-- > 0) throw new Error("The disk is full.");
      told.push([tab, on]);
    },
    setTimer: (ms, handle) => {
      timer = ms === null ? null : { ms, handle };
    },
    complain: () => {},
  });
  return {
    watch,
    told,
    audible,
    waitsMs: () => timer?.ms ?? null,
    failOnce: () => {
      failures = 1;
    },
    async goOff() {
      const due = timer;
      timer = null;
      due?.handle();
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    },
  };
}

describe("the sound of a tab", () => {
  test("is looked at only while it would make a call", async () => {
    const { watch, told, waitsMs, goOff } = hearing();
    expect(waitsMs()).toBeNull();
    watch.follow([4]);
    await goOff();
    expect(told).toEqual([[4, false]]);
    expect(waitsMs()).toBe(LISTEN_EVERY_MS);
    watch.follow([]);
    await goOff();
    expect(waitsMs()).toBeNull();
    expect(told).toHaveLength(1);
  });

  test("is told when it changes", async () => {
    const { watch, told, audible, goOff } = hearing();
    watch.follow([4, 5]);
    await goOff();
    audible.add(5);
    await goOff();
    await goOff();
    audible.delete(5);
    await goOff();
    expect(told).toEqual([
      [4, false],
      [5, false],
      [5, true],
      [5, false],
    ]);
  });

  test("is told anew when the tab comes back, which is all that a new document of it hears", async () => {
    const { watch, told, audible, goOff } = hearing();
    audible.add(4);
    watch.follow([4]);
    await goOff();
    watch.follow([]);
    await goOff();
    watch.follow([4]);
    await goOff();
    expect(told).toEqual([
      [4, true],
      [4, true],
    ]);
  });

  test("is told again where it could not be kept", async () => {
    const { watch, told, audible, failOnce, goOff } = hearing();
    audible.add(4);
    failOnce();
    watch.follow([4]);
    await goOff();
    expect(told).toEqual([]);
    await goOff();
    expect(told).toEqual([[4, true]]);
  });
});
