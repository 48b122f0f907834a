/**
 * What the session machine is told. The vocabulary is that of tests/fixtures/scenarios/README.md: content-free facts
 * about documents, tabs, the browser and the computer. Who tells it, and when, is the caller's business.
 */

/** Random per document; keeps its value as long as the document lives. */
export type DocumentKey = string;
/** Keyed hash of a meeting address; never the address. */
export type RoomKey = string;
export type SessionId = string;

/** `closedByPage` is final and may be the only thing ever heard of a connection. */
export type PeerState = "connecting" | "connected" | "disconnected" | "failed" | "closedByPage";

export type DocumentFact =
  | {
      readonly type: "documentOpened";
      readonly doc: DocumentKey;
      readonly tab: number;
      readonly frame: number;
      readonly room: RoomKey | null;
      readonly enrolled: boolean;
    }
  | {
      readonly type: "documentGone";
      readonly doc: DocumentKey;
      readonly via: "unload" | "bfcache" | "crash" | "frameRemoved";
    }
  | { readonly type: "capture"; readonly doc: DocumentKey; readonly live: boolean }
  | {
      readonly type: "peer";
      readonly doc: DocumentKey;
      readonly peer: string;
      readonly state: PeerState;
      readonly loopback: boolean;
    }
  | { readonly type: "remoteMedia"; readonly doc: DocumentKey; readonly peer: string; readonly flowing: boolean }
  | { readonly type: "dataChannel"; readonly doc: DocumentKey; readonly open: boolean }
  | {
      readonly type: "routeChanged";
      readonly doc: DocumentKey;
      readonly room?: RoomKey | null;
      readonly enrolled?: boolean;
    }
  | { readonly type: "alive"; readonly doc: DocumentKey };

export type BrowserFact =
  | { readonly type: "audible"; readonly tab: number; readonly on: boolean }
  | { readonly type: "sharing"; readonly tab: number; readonly on: boolean }
  | { readonly type: "tabClosed"; readonly tab: number; readonly windowClosing: boolean }
  | { readonly type: "online"; readonly on: boolean }
  /** Told on waking, before anything else. */
  | { readonly type: "slept"; readonly forMs: number }
  /** The wall clock jumped by this much; no time passed. */
  | { readonly type: "clockChanged"; readonly byMs: number }
  /** A new background run in the same browser run: timers and ports of the old one are dead. */
  | { readonly type: "workerStarted" }
  /** A new browser run: no document or tab of before exists. */
  | { readonly type: "browserStarted" }
  | { readonly type: "updateOffered" }
  /** The extension was restarted with a new version: nothing is heard of a document until it announces itself again. */
  | { readonly type: "updateForced" }
  | { readonly type: "permissionRevoked"; readonly room: RoomKey }
  /** Rooms whose permission was withdrawn may be looked at again. */
  | { readonly type: "permissionGranted" }
  /** A timer or an alarm: carries nothing but the time. */
  | { readonly type: "tick" };

export type ClientAction = "submit" | "later" | "skip" | "notASession" | "neverHere";
export type ClientFact =
  /** Answers the check-in of this session; without it the open one, else the one last offered. */
  | { readonly type: "client"; readonly action: ClientAction; readonly session?: SessionId }
  /** Opens a check-in from the toolbar, for the session at hand or for none. */
  | { readonly type: "startManually" }
  /** What the client had ruled out may be looked at again. */
  | { readonly type: "roomAllowed"; readonly room: RoomKey }
  /** Closed without an answer, or it could not be shown: the badge keeps the check-in. */
  | { readonly type: "windowClosed"; readonly session: SessionId }
  /** Says whether the device use that began then was a session: it is not mentioned again. */
  | { readonly type: "useAnswered"; readonly from: number };

export type SessionEvent = DocumentFact | BrowserFact | ClientFact;
