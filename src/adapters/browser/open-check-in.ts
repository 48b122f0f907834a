import browser from "webextension-polyfill";
import { isOwnPage } from "../../protocol/message-gate.ts";
import { CHECK_IN_PORT } from "./check-in-line.ts";
import { ourFacts, senderFacts } from "./page-door.ts";

/**
 * Tells when a check-in that was on the screen is gone: a popup closes at any click elsewhere, without a word. Gives which
 * are there; after a start of the background each says so again, at once.
 */
export function listenToOpenCheckIns(handleClosed: (checkInId: string) => void): (checkInId: string) => boolean {
  const lines = new Map<object, string>();
  browser.runtime.onConnect.addListener((port) => {
    if (!port.name.startsWith(CHECK_IN_PORT) || port.sender === undefined) return;
    if (!isOwnPage(senderFacts(port.sender), ourFacts())) return;
    const checkInId = port.name.slice(CHECK_IN_PORT.length);
    lines.set(port, checkInId);
    port.onDisconnect.addListener(() => {
      lines.delete(port);
      handleClosed(checkInId);
    });
  });
  return (checkInId) => [...lines.values()].includes(checkInId);
}
