import browser from "webextension-polyfill";

/** Sound in the last two or three seconds; needs no permission. */
export async function isAudible(tab: number): Promise<boolean> {
  try {
    return (await browser.tabs.get(tab)).audible ?? false;
  } catch {
    // Closed in the meantime.
    return false;
  }
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
