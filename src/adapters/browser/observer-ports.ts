import browser from "webextension-polyfill";
import { OBSERVER_PORT } from "../../protocol/content-signals.ts";
import type { SenderFacts } from "../../protocol/message-gate.ts";
import { senderFacts } from "./page-door.ts";

/** One observer's line, as the background needs it. */
export interface ObserverPort {
  readonly sender: SenderFacts;
  /** Address of the page around the document, where the client allowed its origin. */
  readonly tabUrl: string | undefined;
  readonly post: (reply: unknown) => void;
  readonly close: () => void;
  readonly onMessage: (handle: (message: unknown) => void) => void;
  /** `cached`: the page went into the back-forward cache, which in Chromium is all that is heard of it. */
  readonly onClosed: (handle: (cached: boolean) => void) => void;
}

export function listenToObservers(handle: (port: ObserverPort) => void): void {
  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== OBSERVER_PORT || port.sender === undefined) return;
    handle({
      sender: senderFacts(port.sender),
      tabUrl: port.sender.tab?.url,
      post: (reply) => {
        try {
          port.postMessage(reply);
        } catch {
          // The document went in the meantime; its lost port is told separately.
        }
      },
      close: () => port.disconnect(),
      onMessage: (listener) => port.onMessage.addListener((message: unknown) => listener(message)),
      onClosed: (listener) =>
        port.onDisconnect.addListener(() => {
          // Chromium's words, in this case only (measured). Firefox has others for a page whose process died.
          listener(chrome.runtime.lastError?.message?.includes("back/forward cache") ?? false);
        }),
    });
  });
}
