import browser from "webextension-polyfill";
import { listenToSharing, type SharingEvent } from "./tab-sharing.ts";

/** Sound in the last two or three seconds; needs no permission. */
export async function isAudible(tab: number): Promise<boolean> {
  try {
    return (await browser.tabs.get(tab)).audible ?? false;
  } catch {
    // Closed in the meantime.
    return false;
  }
}

/** Whether any tab of any window makes a sound; needs no permission. */
export async function isAnyAudible(): Promise<boolean> {
  return (await browser.tabs.query({ audible: true })).length > 0;
}

export function onTabClosed(handle: (tab: number, windowClosing: boolean) => void): void {
  browser.tabs.onRemoved.addListener((tab, { isWindowClosing }) => handle(tab, isWindowClosing));
}

/** Where the tab is now, where the client allowed its origin. */
export async function addressOfTab(tab: number): Promise<string | null> {
  try {
    return (await browser.tabs.get(tab)).url ?? null;
  } catch {
    // Closed in the meantime.
    return null;
  }
}

/** Whether a tab uses camera or microphone, told at each change; Chromium does not say. */
export function onSharingChanged(handle: (tab: number, on: boolean) => void): void {
  // The polyfill's types know neither the property nor the filter on it.
  if ("getBrowserInfo" in browser.runtime) listenToSharing(browser.tabs.onUpdated as unknown as SharingEvent, handle);
}
