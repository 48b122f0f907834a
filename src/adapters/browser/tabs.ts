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

/** Of Firefox alone, where it needs no permission: what the browser itself shows beside the address. */
interface Sharing {
  readonly sharingState?: { readonly camera: boolean; readonly microphone: boolean };
}

/**
 * Whether a tab uses camera or microphone, told at each change. Chromium knows no such thing, nor a filter without which
 * every change of every tab would wake the background.
 */
export function onSharingChanged(handle: (tab: number, on: boolean) => void): void {
  if (!("getBrowserInfo" in browser.runtime)) return;
  // The polyfill's types know neither the property nor the filter on it.
  const onUpdated = browser.tabs.onUpdated as unknown as {
    addListener(
      listener: (tab: number, change: Sharing) => void,
      filter: { readonly properties: readonly string[] },
    ): void;
  };
  onUpdated.addListener(
    (tab, { sharingState }) => {
      if (sharingState !== undefined) handle(tab, sharingState.camera || sharingState.microphone);
    },
    { properties: ["sharingState"] },
  );
}
