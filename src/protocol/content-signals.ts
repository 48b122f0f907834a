/**
 * The content door: what a document on a video site may say. Counts and states only; never text, labels, addresses or
 * anything a person said. Everything is parsed from `unknown`; a page can say nothing that is not in this table.
 */
import type { PeerState } from "../core/session/events.ts";

export const OBSERVER_PORT = "observer";
export const SIGNAL_VERSION = 1;

/** Why this document was loaded, from its own navigation timing entry. */
export type NavigationKind = "navigate" | "reload" | "back_forward" | "prerender";

export type ContentSignal =
  /** First on every port; `nonce` is what hooks and observer agreed on, kept by the background for a later observer. */
  | {
      readonly kind: "documentOpened";
      readonly documentKey: string;
      readonly navigation: NavigationKind;
      readonly nonce: string;
    }
  | { readonly kind: "captureChanged"; readonly live: boolean }
  /**
   * `peer` numbers the connections of one document from 1; once `loopback` is said it holds. Said again for all, the
   * latest closed ones too, when a line opens anew.
   */
  | {
      readonly kind: "peerChanged";
      readonly peer: number;
      readonly state: PeerState;
      readonly flowing: boolean;
      readonly loopback: boolean;
    }
  | { readonly kind: "channelChanged"; readonly open: boolean }
  | { readonly kind: "routeChanged" }
  /** The document leaves, or goes into the back-forward cache. */
  | { readonly kind: "documentLeaving"; readonly cached: boolean }
  | { readonly kind: "alive" };

/** What the background may say back: nothing but this. `null` stops the heartbeat outside calls. */
export type ContentReply = { readonly kind: "beat"; readonly everyMs: number | null };

/** On the wire: `{ v: 1, ...signal }`. */
export function parseContentSignal(input: unknown): ContentSignal | null {
  if (!isRecord(input) || input.v !== SIGNAL_VERSION) return null;
  switch (input.kind) {
    case "documentOpened": {
      const { documentKey, navigation, nonce } = input;
      if (!isKey(documentKey) || !isNavigation(navigation) || !isKey(nonce)) return null;
      return { kind: "documentOpened", documentKey, navigation, nonce };
    }
    case "captureChanged":
      return typeof input.live === "boolean" ? { kind: "captureChanged", live: input.live } : null;
    case "peerChanged": {
      const { peer, state, flowing, loopback } = input;
      if (!isPeerNumber(peer) || !isPeerState(state)) return null;
      if (typeof flowing !== "boolean" || typeof loopback !== "boolean") return null;
      return { kind: "peerChanged", peer, state, flowing, loopback };
    }
    case "channelChanged":
      return typeof input.open === "boolean" ? { kind: "channelChanged", open: input.open } : null;
    case "documentLeaving":
      return typeof input.cached === "boolean" ? { kind: "documentLeaving", cached: input.cached } : null;
    case "routeChanged":
      return { kind: "routeChanged" };
    case "alive":
      return { kind: "alive" };
    default:
      return null;
  }
}

/** 128 bit as 32 hexadecimal digits. */
export function isKey(input: unknown): input is string {
  return typeof input === "string" && /^[0-9a-f]{32}$/.test(input);
}

/** A page that opens more connections than this in one document is not holding a session. */
export const MAX_PEER_NUMBER = 100_000;

function isPeerNumber(input: unknown): input is number {
  return typeof input === "number" && Number.isInteger(input) && input >= 1 && input <= MAX_PEER_NUMBER;
}

const PEER_STATES: ReadonlySet<unknown> = new Set<PeerState>([
  "connecting",
  "connected",
  "disconnected",
  "failed",
  "closedByPage",
]);

function isPeerState(input: unknown): input is PeerState {
  return PEER_STATES.has(input);
}

const NAVIGATIONS: ReadonlySet<unknown> = new Set<NavigationKind>(["navigate", "reload", "back_forward", "prerender"]);

function isNavigation(input: unknown): input is NavigationKind {
  return NAVIGATIONS.has(input);
}

function isRecord(input: unknown): input is Record<string, unknown> {
  return typeof input === "object" && input !== null && !Array.isArray(input);
}
