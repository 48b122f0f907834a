import { HOOKS_MARK } from "../protocol/handshake.ts";
import { watchCapture } from "./capture-hooks.ts";
import { createFactReport, type FactReport } from "./fact-report.ts";
import type { HookedPage, Watching } from "./hooked-page.ts";
import { createHooksChannel } from "./hooks-channel.ts";
import { apply, defineProperty } from "./method-hook.ts";
import { watchPeers } from "./peer-hooks.ts";

/** Sites hang up while they are left or reloaded; a document that still lives after this was not left. */
export const UNLOAD_DOUBT_MS = 1000;

/** Watches calls in this document. Injected a second time it stays quiet: the first hooks know the connections. */
export function installHooks(page: HookedPage): void {
  const mark = Symbol.for(HOOKS_MARK);
  if (mark in page.document) return;
  defineProperty(page.document, mark, { value: true, configurable: true });

  const report = createFactReport(
    () => [`{"kind":"captureChanged","live":${hasCapture()}}`, ...readPeers()],
    (word) => tell(word),
  );
  const { changed } = report;
  const gone = new FinalizationRegistry(changed);
  const { addEventListener } = page.EventTarget.prototype;
  const watching: Watching = {
    listen(target, types, handle) {
      for (const type of types) apply(addEventListener, target, [type, handle, true]);
    },
    changed,
    awaitGone: (object) => gone.register(object, 0),
  };
  const hasCapture = watchCapture(page, watching);
  const readPeers = watchPeers(page, watching);
  const tell = createHooksChannel(page, report.tellAll);
  holdWhileLeaving(page, watching, report);
}

/** What is closed while the document unloads belongs to its death and is no hang-up. */
function holdWhileLeaving(
  { window, setTimeout, clearTimeout }: HookedPage,
  { listen }: Watching,
  { hold }: FactReport,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  listen(window, ["beforeunload", "pagehide"], () => {
    clearTimeout(timer);
    timer = setTimeout(() => hold(false), UNLOAD_DOUBT_MS);
    hold(true);
  });
}
