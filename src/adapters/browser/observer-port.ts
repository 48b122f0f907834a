import { type ContentReply, OBSERVER_PORT, SIGNAL_VERSION } from "../../protocol/content-signals.ts";

/**
 * The observer's line to the background; null when the extension it belongs to was updated or removed. Not through the
 * polyfill, which would be larger than everything else in the page: both browsers have the API under one of two names.
 */
export function openObserverPort(hear: (reply: ContentReply) => void, lose: () => void) {
  try {
    const { browser } = globalThis as { readonly browser?: typeof chrome };
    const { runtime } = browser ?? chrome;
    const port = runtime.connect({ name: OBSERVER_PORT });
    // Only our own background holds the other end.
    port.onMessage.addListener((reply: unknown) => hear(reply as ContentReply));
    port.onDisconnect.addListener(() => {
      // Reading it keeps Chrome from logging "Unchecked runtime.lastError" when a page goes into its cache.
      void runtime.lastError;
      lose();
    });
    return {
      post(signal: object): boolean {
        try {
          port.postMessage({ ...signal, v: SIGNAL_VERSION });
          return true;
        } catch {
          // Disconnected, and the event that says so has not come yet.
          return false;
        }
      },
      close: () => port.disconnect(),
    };
  } catch {
    // "Extension context invalidated", or no API at all any more.
    return null;
  }
}
