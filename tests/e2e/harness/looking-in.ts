import type { Page } from "puppeteer-core";
import { EMPTY_WORLD, type World } from "../../../src/core/session/world.ts";
import { CHECK_IN_PAGE } from "./client.ts";

/** What the session machine has written down, read from the disk by a page of ours. */
export async function readWorld(ours: Page): Promise<World> {
  const stored = (await ours.evaluate(
    () =>
      new Promise<unknown>((resolve, reject) => {
        const opening = indexedDB.open("aftersession");
        opening.addEventListener("error", () => reject(new Error("The database does not open.")));
        opening.addEventListener("success", () => {
          const reading = opening.result.transaction("settings").objectStore("settings").get("world");
          reading.addEventListener("error", () => reject(new Error("The world cannot be read.")));
          reading.addEventListener("success", () => {
            opening.result.close();
            resolve(reading.result ?? null);
          });
        });
      }),
  )) as { readonly world: World } | null;
  return stored?.world ?? EMPTY_WORLD;
}

interface Views {
  readonly extension: { getViews(): readonly Window[] };
  readonly tabs: { query(filter: object): Promise<readonly SharingTab[]> };
}

interface SharingTab {
  readonly id: number;
  readonly sharingState?: { readonly camera: boolean; readonly microphone: boolean };
}

/** Tabs of which the browser itself says that they use a device. */
export function readSharingTabs(ours: Page): Promise<readonly number[]> {
  return ours.evaluate(async () => {
    const { tabs } = (globalThis as unknown as { readonly chrome: Views }).chrome;
    const isSharing = ({ sharingState }: SharingTab): boolean => !!sharingState?.camera || !!sharingState?.microphone;
    return (await tabs.query({})).filter(isSharing).map(({ id }) => id);
  });
}

/** What check-ins on the screen say. A driver cannot reach those that opened by themselves in every browser. */
export function shownCheckIns(ours: Page): Promise<readonly string[]> {
  return ours.evaluate((path) => {
    const { extension } = (globalThis as unknown as { readonly chrome: Views }).chrome;
    return extension
      .getViews()
      .filter(({ location }) => location.pathname.endsWith(path))
      .map(({ document }) => document.body?.innerText ?? "");
  }, CHECK_IN_PAGE);
}

/** Presses a button of the check-in on the screen, by its words. */
export async function pressInCheckIn(ours: Page, label: string): Promise<void> {
  await ours.evaluate(
    (path, wanted) => {
      const { extension } = (globalThis as unknown as { readonly chrome: Views }).chrome;
      const buttons = extension
        .getViews()
        .filter(({ location }) => location.pathname.endsWith(path))
        .flatMap(({ document }) => [...document.querySelectorAll("button")]);
      const button = buttons.find(({ textContent }) => textContent === wanted);
      if (button === undefined) throw new Error(`No check-in on the screen has a button "${wanted}".`);
      button.click();
    },
    CHECK_IN_PAGE,
    label,
  );
}

export async function closeCheckIns(ours: Page): Promise<void> {
  await ours.evaluate((path) => {
    const { extension } = (globalThis as unknown as { readonly chrome: Views }).chrome;
    for (const view of extension.getViews()) if (view.location.pathname.endsWith(path)) view.close();
  }, CHECK_IN_PAGE);
}
