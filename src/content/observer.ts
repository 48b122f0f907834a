import { type ContentReply, type ContentSignal, isKey, type NavigationKind } from "../protocol/content-signals.ts";
import type { KnownObserver } from "../protocol/handshake.ts";
import type { ObservedPage } from "./observed-page.ts";
import { createObserverChannel } from "./observer-channel.ts";

/** One line to the background; adapters/browser/observer-port.ts opens it. */
export interface ObserverLine {
  /** False if it is gone. */
  readonly post: (signal: object) => boolean;
  readonly close: () => void;
}

export interface ObserverDeps {
  readonly page: ObservedPage;
  /** Null when the extension this observer belongs to is gone. */
  readonly openLine: (hear: (reply: ContentReply) => void, lose: () => void) => ObserverLine | null;
  /** What an observer before this one agreed on with the hooks; null where there was none. */
  readonly knownNonce: string | null;
  /** Keeps it where the next observer of this document finds it. */
  readonly remember: (known: KnownObserver) => void;
}

/** A line that lasted this long ended with an idle background; a shorter one was refused, or its end keeps dying. */
export const STEADY_MS = 10_000;
export const FIRST_WAIT_MS = 1000;
export const LONGEST_WAIT_MS = 60_000;

/**
 * Passes on what the hooks of this document tell. Each line begins with the document, then every fact. One lost in a
 * call is opened again at once; outside calls only when there is something to tell, so that a page that is left open
 * does not keep waking the background.
 */
export function startObserver({ page, openLine, knownNonce, remember }: ObserverDeps): void {
  const { location, performance } = page;
  const retirement = new AbortController();
  const { signal } = retirement;
  const listen = (target: EventTarget, type: string, handle: (event: Event) => void): void =>
    target.addEventListener(type, handle, { signal });
  const channel = createObserverChannel({ page, listen, knownNonce, hear });
  let line: ObserverLine | null = null;
  let openedAtMs = 0;
  let waitMs = 0;
  let waitUntilMs = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let beat: ReturnType<typeof setInterval> | undefined;
  let left = false;
  const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  let navigation: NavigationKind = entry?.type ?? "navigate";
  let { href } = location;

  function hear(word: string, nonce: string): void {
    if (left) return;
    if (isKey(word)) return open(word, nonce);
    if (!line) return want();
    try {
      post(JSON.parse(word));
    } catch {
      // Not of our hooks: a page that was open before the consent may have overheard the nonce.
    }
  }

  function open(documentKey: string, nonce: string): void {
    if (line) return;
    remember({ nonce, retire });
    const opened = openLine(handleReply, () => {
      if (line === opened) lose();
    });
    if (!opened) return retire();
    line = opened;
    openedAtMs = performance.now();
    post({ kind: "documentOpened", documentKey, navigation, nonce });
  }

  /** Facts of the hooks pass as they came: the background checks every field. */
  function post(told: ContentSignal): void {
    if (line?.post(told) !== false) return;
    lose();
    want();
  }

  function lose(): void {
    line = null;
    const nowMs = performance.now();
    waitMs = nowMs - openedAtMs < STEADY_MS ? Math.min(2 * waitMs || FIRST_WAIT_MS, LONGEST_WAIT_MS) : 0;
    waitUntilMs = nowMs + waitMs;
    if (beat) want();
  }

  /** A new line, now or after the wait; its beginning tells everything that happened without one. */
  function want(): void {
    if (line) return;
    const leftMs = waitUntilMs - performance.now();
    if (leftMs <= 0) return channel.ask();
    waiting ??= page.setTimeout(() => {
      waiting = undefined;
      channel.ask();
    }, leftMs);
  }

  function handleReply({ everyMs }: Pick<ContentReply, "everyMs">): void {
    page.clearInterval(beat);
    beat = everyMs && !left ? page.setInterval(handleBeat, everyMs) : undefined;
  }

  function handleBeat(): void {
    if (line) post({ kind: "alive" });
    else want();
  }

  function handleRoute(): void {
    if (href === location.href) return;
    ({ href } = location);
    // Without a line the beginning of the next one brings the new address.
    post({ kind: "routeChanged" });
  }

  function handleLeaving(event: Event): void {
    const { persisted } = event as PageTransitionEvent;
    post({ kind: "documentLeaving", cached: persisted });
    left = true;
    handleReply({ everyMs: null });
    // A dying document takes its line along; a cached one must not keep it.
    if (persisted) close();
  }

  function handleShown(event: Event): void {
    left = false;
    if (!(event as PageTransitionEvent).persisted) return;
    navigation = "back_forward";
    channel.ask();
  }

  function close(): void {
    line?.close();
    line = null;
  }

  function retire(): void {
    retirement.abort();
    page.clearInterval(beat);
    close();
  }

  listen(page, "pagehide", handleLeaving);
  listen(page, "pageshow", handleShown);
  channel.start();
  // In Chrome since 102, in Firefox since 147; `popstate` would miss `pushState`.
  listen(page.navigation, "currententrychange", handleRoute);
}
