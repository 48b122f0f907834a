import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { BrowserName } from "../../../scripts/browsers.ts";
import { DEFAULT_TIMINGS } from "../../../src/core/session/timings.ts";
import { ask } from "../harness/chromium.ts";
import { giveKeyAndClients } from "../harness/give-files.ts";
import { pressInCheckIn, shownCheckIns } from "../harness/looking-in.ts";
import { acceptInvite, click, fill, press, waitForText } from "../harness/pages.ts";
import { until } from "../harness/scene.ts";
import { callsOf, openStage, type Stage } from "../harness/stage.ts";
import { startClient } from "../harness/start-client.ts";

const THERAPIST_PAGE = "src/ui/therapist/index.html";
const ASKED = "Note now what you think your client will say";
const IS_CLIENT = "A client's invite holds in this browser profile.";

/** A therapist's browser that becomes a client's in the end. No invite shortens the waits here: they are the product's. */
export function playOwnView(browser: BrowserName): void {
  let stage: Stage;
  let therapist: Page;
  beforeAll(async () => {
    stage = await openStage(() => startClient(browser), { uninvited: true });
    therapist = await stage.client.extensionPage(THERAPIST_PAGE);
    await giveKeyAndClients(therapist, stage.practice);
    await click(therapist, "button", "Questions");
  });
  afterEach(() => stage.clear());
  afterAll(() => stage?.close());

  test("after a call on a place the therapist added, the own view is asked for, and kept for that session", async () => {
    const { setup, site } = stage;
    await addPlace(therapist, site.origin);
    await waitForText(therapist, "Added:");
    const { page } = await stage.call("own-view");
    await stage.untilWorld("a call", (world) => callsOf(world).length > 0);
    await until(() => makeLong(setup), "a call of five minutes");
    expect(await shownCheckIns(setup)).toEqual([]);
    await press(page, "#leave");

    await stage.untilSaid(ASKED);
    const { endedAt } = await stage.expectEnded(({ cause }) => cause === "hangup");
    await pressInCheckIn(setup, "Note it");
    await until(async () => (await ownViewIn(setup, endedAt)).includes("Whose session was it?"), "the own view");
    await noteIn(setup, stage.practice.client);
    await until(
      async () => (await ownViewIn(setup, endedAt)).includes("It will stand beside the answers: A. B."),
      "kept",
    );
    expect(await ask(setup, "openOwnView", null)).toBeNull();
  });

  test("where a client's invite holds, the call is the client's: no own view, and no place for one", async () => {
    const { setup, site } = stage;
    await setup.bringToFront();
    await acceptInvite(setup, await stage.invite());
    expect(await ask(setup, "readOwnView", null)).toEqual({ isClient: true, sites: [] });
    const { page } = await stage.call("own-view-of-a-client");
    await stage.talk();
    await press(page, "#leave");
    await stage.untilSaid("How safe did it feel");
    expect((await shownCheckIns(setup)).join()).not.toContain(ASKED);
    expect(await ask(setup, "openOwnView", null)).toBeNull();
    await stage.expectCheckIn(["hangup"]);

    therapist = await stage.client.extensionPage(THERAPIST_PAGE);
    await click(therapist, "button", "Questions");
    await waitForText(therapist, IS_CLIENT);
    await addPlace(therapist, site.origin);
    await until(async () => (await countOf(therapist, IS_CLIENT)) === 2, "the place refused");
    expect(await ask(setup, "readOwnView", null)).toEqual({ isClient: true, sites: [] });
  });
}

async function addPlace(page: Page, address: string): Promise<void> {
  await page.bringToFront();
  await click(page, "button", "Add a place");
  await click(page, "radio", "Another address");
  await fill(page, "Address", address);
  await click(page, "button", "Allow and add");
}

/** Nobody waits five minutes: the call that goes on is given them on the disk, where the background reads it at each step. */
function makeLong(ours: Page): Promise<boolean> {
  return ours.evaluate(async (shortest) => {
    type Call = { readonly startedAt: number; readonly liveMs: number };
    type Stored = { readonly world: { readonly rooms: Readonly<Record<string, { call: Call | null }>> } };
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open("aftersession");
      opening.addEventListener("success", () => resolve(opening.result));
    });
    const settings = database.transaction("settings", "readwrite").objectStore("settings");
    const isLong = await new Promise<boolean>((resolve) => {
      const reading = settings.get("world") as IDBRequest<Stored>;
      reading.addEventListener("success", () => {
        const rooms = Object.values(reading.result.world.rooms);
        const short = rooms.filter(({ call }) => call !== null && call.liveMs < shortest);
        for (const room of short) {
          const { startedAt, liveMs } = room.call!;
          room.call = { ...room.call!, startedAt: startedAt - shortest, liveMs: liveMs + shortest };
        }
        settings.put(reading.result, "world");
        // A step that was under way wrote over it: once it stands there, it stays.
        resolve(short.length === 0);
      });
    });
    database.close();
    return isLong;
  }, DEFAULT_TIMINGS.minimumLiveMs);
}

interface Views {
  readonly extension: { getViews(): readonly Window[] };
}

/** What the therapist page says that was opened for this session; empty before. */
function ownViewIn(ours: Page, endedAt: number): Promise<string> {
  return ours.evaluate((hash) => {
    const { extension } = (globalThis as unknown as { readonly chrome: Views }).chrome;
    return extension.getViews().find(({ location }) => location.hash === hash)?.document.body?.innerText ?? "";
  }, `#own-view=${endedAt}`);
}

/** Whose session it was, one guess, and the button that locks it. */
async function noteIn(ours: Page, client: string): Promise<void> {
  await ours.evaluate((chosen) => {
    const { extension } = (globalThis as unknown as { readonly chrome: Views }).chrome;
    const view = extension.getViews().find(({ location }) => location.hash.startsWith("#own-view="))!;
    const whose = view.document.querySelector<HTMLSelectElement>("#own-view-whose")!;
    whose.value = chosen;
    whose.dispatchEvent(new Event("change", { bubbles: true }));
  }, client);
  await until(() => clickIn(ours, 'input[name$="-B1"][value="7"]'), "a guess");
  await clickIn(ours, "button", "Lock my guess");
}

/** Whether there was such a control. */
function clickIn(ours: Page, selector: string, words = ""): Promise<boolean> {
  return ours.evaluate(
    (wanted, text) => {
      const { extension } = (globalThis as unknown as { readonly chrome: Views }).chrome;
      const view = extension.getViews().find(({ location }) => location.hash.startsWith("#own-view="))!;
      const all = [...view.document.querySelectorAll<HTMLElement>(wanted)];
      const found = all.find(({ textContent }) => textContent.includes(text));
      found?.click();
      return found !== undefined;
    },
    selector,
    words,
  );
}

function countOf(page: Page, words: string): Promise<number> {
  return page.evaluate((text) => document.body.innerText.split(text).length - 1, words);
}
