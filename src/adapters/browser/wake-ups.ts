import browser from "webextension-polyfill";
import type { AlarmName } from "./alarms.ts";

/**
 * Everything that may wake the background, beside messages and ports. Called once, synchronously, when the worker starts:
 * a listener added later misses the event that woke it.
 */
export interface WakeUps {
  readonly onAlarm: (name: AlarmName) => void;
  readonly onBrowserStarted: () => void;
  readonly onInstalled: () => void;
  readonly onUpdateAvailable: () => void;
  readonly onPermissionsAdded: () => void;
  /** Origin patterns that were withdrawn. */
  readonly onPermissionsRemoved: (patterns: readonly string[]) => void;
  readonly onOnline: (online: boolean) => void;
}

export function listenForWakeUps(wakeUps: WakeUps): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === "session" || name === "outbox" || name === "inbox") wakeUps.onAlarm(name);
  });
  browser.runtime.onStartup.addListener(() => wakeUps.onBrowserStarted());
  browser.runtime.onInstalled.addListener(() => wakeUps.onInstalled());
  browser.runtime.onUpdateAvailable.addListener(() => wakeUps.onUpdateAvailable());
  browser.permissions.onAdded.addListener(() => wakeUps.onPermissionsAdded());
  browser.permissions.onRemoved.addListener(({ origins }) => wakeUps.onPermissionsRemoved(origins ?? []));
  self.addEventListener("online", () => wakeUps.onOnline(true));
  self.addEventListener("offline", () => wakeUps.onOnline(false));
}

export function restart(): void {
  browser.runtime.reload();
}

export function installedVersion(): string {
  return browser.runtime.getManifest().version;
}
