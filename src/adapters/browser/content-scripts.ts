import browser from "webextension-polyfill";
import { OBSERVER_GLOBAL } from "../../protocol/handshake.ts";
import { matchPattern } from "./permissions.ts";

const HOOKS = "src/content/hooks.iife.js";
const OBSERVER = "src/content/observer.iife.js";

type Registration = chrome.scripting.RegisteredContentScript;

/** Registers hooks and observer for exactly these origins; without origins, none. Both persist until the next update. */
export async function watchOrigins(origins: readonly string[]): Promise<void> {
  const matches = [...new Set(origins.map(matchPattern))];
  const registered = await chrome.scripting.getRegisteredContentScripts();
  if (isSame(registered, matches)) return;
  if (registered.length > 0) await chrome.scripting.unregisterContentScripts();
  if (matches.length === 0) return;
  const common = {
    matches,
    allFrames: true,
    matchOriginAsFallback: true,
    runAt: "document_start" as const,
    persistAcrossSessions: true,
  };
  await chrome.scripting.registerContentScripts([
    { ...common, id: "hooks", js: [HOOKS], world: "MAIN" },
    { ...common, id: "observer", js: [OBSERVER], world: "ISOLATED" },
  ]);
}

/** Scripts outlive what is stored: with nothing stored they say that something was. */
export async function hasScripts(): Promise<boolean> {
  return (await chrome.scripting.getRegisteredContentScripts()).length > 0;
}

function isSame(registered: readonly Registration[], matches: readonly string[]): boolean {
  if (matches.length === 0) return registered.length === 0;
  const wanted = [...matches].sort().join(" ");
  return (
    registered.length === 2 && registered.every((script) => [...(script.matches ?? [])].sort().join(" ") === wanted)
  );
}

/**
 * Brings hooks and observer into the tabs that are open already: at consent, and again after an update has cut off the
 * old observers. A call that was running before the hooks came is not seen.
 */
export async function injectIntoOpenTabs(origins: readonly string[], known: readonly KnownFrame[]): Promise<void> {
  if (origins.length === 0) return;
  await Promise.all(known.map(tellNonce));
  const tabs = await browser.tabs.query({ url: origins.map(matchPattern) });
  await Promise.all(tabs.map((tab) => injectIntoTab(tab.id)));
}

export interface KnownFrame {
  readonly tab: number;
  readonly frame: number;
  readonly nonce: string;
}

/** Hooks that have been in a document since before an update speak only to an observer that knows their nonce. */
async function tellNonce({ tab, frame, nonce }: KnownFrame): Promise<void> {
  try {
    await chrome.scripting.executeScript({
      target: { tabId: tab, frameIds: [frame] },
      args: [OBSERVER_GLOBAL, nonce],
      func: (name: string, value: string) => {
        (globalThis as unknown as Record<string, unknown>)[name] ??= { nonce: value };
      },
    });
  } catch {
    // That document is gone: there is nobody to tell.
  }
}

async function injectIntoTab(tabId: number | undefined): Promise<void> {
  if (tabId === undefined) return;
  const target = { tabId, allFrames: true };
  try {
    await chrome.scripting.executeScript({ target, files: [HOOKS], world: "MAIN", injectImmediately: true });
    await chrome.scripting.executeScript({ target, files: [OBSERVER], world: "ISOLATED", injectImmediately: true });
  } catch {
    // The tab was closed or shows an error page by now: its next document gets the registered scripts.
  }
}
