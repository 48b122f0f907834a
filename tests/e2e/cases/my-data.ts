import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BrowserName } from "../../../scripts/browsers.ts";
import { ask } from "../harness/chromium.ts";
import { SETUP_PAGE } from "../harness/client.ts";
import { HASTE } from "../harness/haste.ts";
import { acceptInvite, click, waitForText } from "../harness/pages.ts";
import { filesWith } from "../harness/profile-files.ts";
import { until } from "../harness/scene.ts";
import { openStage, type Stage } from "../harness/stage.ts";
import { startClient } from "../harness/start-client.ts";

/** Stands in the invite, and so on the disk as it is. Nothing in it comes twice, so that no packing takes it apart. */
const CANARY = "Wq7 bird-K2 nest/9 Zym";
/** Of an answer: sealed before it is kept, it must never be there. */
const ANSWER = "Vj4 leaf-P8 root/3 Xod";

interface Held {
  readonly scripts: readonly unknown[];
  readonly memory: readonly string[];
  readonly alarms: readonly unknown[];
  readonly origins: readonly string[];
}

/** Chromium's demo has these by its manifest, which nobody gives back; Firefox asks for them like for any other. */
const GRANTED: Readonly<Record<BrowserName, readonly string[]>> = {
  chromium: ["http://127.0.0.1/*", "http://localhost/*"],
  firefox: [],
};

/** What the browser holds for us beside the database; of a first start, in memory that it runs. */
function heldByBrowser(ours: Page): Promise<Held> {
  return ours.evaluate(async () => {
    const { scripting, storage, alarms, permissions } = (globalThis as unknown as { readonly chrome: typeof chrome })
      .chrome;
    return {
      scripts: await scripting.getRegisteredContentScripts(),
      memory: Object.keys(await storage.session.get(null)),
      alarms: await alarms.getAll(),
      origins: ((await permissions.getAll()).origins ?? []).toSorted(),
    };
  });
}

/** What "Save a copy" hands to the browser. */
async function savedCopy(settings: Page): Promise<string> {
  await settings.evaluate(() => {
    URL.createObjectURL = (blob) => {
      (globalThis as unknown as { copy: unknown }).copy = (blob as Blob).text();
      return "#";
    };
  });
  await click(settings, "button", "Save a copy of my data");
  await waitForText(settings, "Saved to your downloads.");
  return settings.evaluate(() => (globalThis as unknown as { readonly copy: Promise<string> }).copy);
}

/** As the first step of deleting everything leaves it. */
function beginErasing(ours: Page): Promise<void> {
  return ours.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open("aftersession");
        opening.addEventListener("error", () => reject(new Error("The database does not open.")));
        opening.addEventListener("success", () => {
          const writing = opening.result.transaction("settings", "readwrite");
          writing.objectStore("settings").put(true, "erasing");
          writing.addEventListener("complete", () => {
            opening.result.close();
            resolve();
          });
        });
      }),
  );
}

/** What the settings give out and what they take away, down to the files of the browser's profile. */
export function playMyData(browser: BrowserName): void {
  let stage: Stage;
  beforeAll(async () => {
    const settings = { takeBackSeconds: 600, rehearsal: HASTE, crisisLine: CANARY };
    stage = await openStage(() => startClient(browser), { invite: { settings } });
  });
  afterAll(() => stage?.close());

  test("a deletion that was cut short is finished by the next start of the background", async () => {
    const { setup, client } = stage;
    await beginErasing(setup);
    await client.killBackground();
    expect(await ask(setup, "readSetup", null)).toBeNull();
    expect((await heldByBrowser(setup)).scripts).toEqual([]);
    const again = await client.extensionPage(SETUP_PAGE);
    await acceptInvite(again, await stage.invite());
    await again.close();
  });

  test("deleting everything leaves nothing, not in the files of the closed browser either", async () => {
    const { setup, client } = stage;
    const checkIn = await ask(setup, "startCheckIn", null);
    const answers = { B1: 7, N1: ANSWER };
    const submitted = { checkInId: checkIn!.checkInId, answers, wish: null, seconds: 30, skipped: 0 };
    expect(await ask(setup, "submitAnswers", submitted)).toMatchObject({ kind: "saved" });
    await waitForText(setup, "Answers not sent yet: 1");
    await until(async () => filesWith(client.profile, CANARY).length > 0, "the invite on the disk");
    const copy = await savedCopy(setup);
    expect(copy).toContain(CANARY);
    expect(copy).not.toContain(ANSWER);

    await click(setup, "button", "Delete everything");
    await waitForText(setup, "Answers not sent yet, and lost then: 1");
    await setup.$eval("dialog button", (button) => (button as HTMLButtonElement).click());
    await waitForText(setup, "All of it was deleted from this computer.");
    const held = await heldByBrowser(setup);
    expect(held).toEqual({ scripts: [], memory: ["run"], alarms: [], origins: GRANTED[browser] });
    expect(await ask(setup, "readSetup", null)).toBeNull();
    expect((await ask(setup, "readOutbox", null)).entries).toEqual([]);
    // Chromium merges its files a moment later.
    await until(async () => filesWith(client.profile, CANARY).length === 0, "the invite gone from the disk");
    await client.quit();
    expect(filesWith(client.profile, CANARY)).toEqual([]);
    expect(filesWith(client.profile, ANSWER)).toEqual([]);
  });
}
