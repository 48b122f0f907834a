import { beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/adapters/storage/database.ts";
import { createSettings, SETTINGS, type Settings } from "../../src/adapters/storage/settings.ts";
import { recordStart } from "../../src/background/start-record.ts";
import { freshDisk } from "../adapters/storage/fresh-database.ts";

/** Scripts the browser holds: they stay when the disk is emptied, and go with an update. */
let scripts: boolean;
let settings: Settings;
/** The browser deletes what is stored; what it keeps elsewhere stays. */
function emptyDisk(): void {
  freshDisk();
  settings = createSettings(openDatabase());
}
beforeEach(() => {
  scripts = false;
  emptyDisk();
});

const start = (version: string, stopBefore: () => Promise<void> = async () => {}): Promise<boolean> =>
  recordStart(
    {
      seen: {
        read: () => settings.read(SETTINGS.seenVersion),
        write: async (seen) => {
          await stopBefore();
          await settings.write(SETTINGS.seenVersion, seen);
        },
      },
      hasScripts: async () => scripts,
      keepLost: () => settings.write(SETTINGS.lost, true),
    },
    version,
  );
const isLost = (): Promise<boolean> => settings.read(SETTINGS.lost);

describe("what was stored", () => {
  test("is lost where the browser still holds our scripts and nothing is stored", async () => {
    await start("1");
    scripts = true;
    emptyDisk();
    expect(await start("1")).toBe(false);
    expect(await isLost()).toBe(true);
  });

  test("is not lost at the first start after installing", async () => {
    expect(await start("1")).toBe(false);
    expect(await isLost()).toBe(false);
  });

  test("is not lost where scripts are watched and everything is there, at a start nor at an update", async () => {
    await start("1");
    scripts = true;
    await start("1");
    await start("2");
    expect(await isLost()).toBe(false);
  });

  test("is still known to be lost at every later start", async () => {
    scripts = true;
    await start("1");
    await start("1");
    scripts = false;
    await start("2");
    expect(await isLost()).toBe(true);
  });

  test("is found to be lost by the next worker where the first is stopped in the middle", async () => {
    scripts = true;
    let stopped = false;
    void start("1", () => {
      stopped = true;
      return new Promise(() => undefined);
    });
    await expect.poll(() => stopped).toBe(true);
    expect(await isLost()).toBe(true);
    expect(await settings.read(SETTINGS.seenVersion)).toBe("");
  });
});

test("another version than last time is an update, told once; the first one is not", async () => {
  expect([await start("1"), await start("1"), await start("2"), await start("2")]).toEqual([false, false, true, false]);
});
