/** The page world as hooks use it, so that a test can play one. */
export type HookedPage = Pick<
  typeof globalThis,
  | "crypto"
  | "CustomEvent"
  | "EventTarget"
  | "setTimeout"
  | "clearTimeout"
  | "RTCPeerConnection"
  | "MediaStream"
  | "MediaStreamTrack"
> & {
  readonly document: Document;
  readonly window: EventTarget;
  /** Only where the page is a secure context. */
  readonly MediaDevices?: typeof MediaDevices;
};

/** What a watcher needs beside the page: native functions, taken before the page could put its own over them. */
export interface Watching {
  /** Ahead of the page's own listeners; once only for the same `handle`, which must not throw. */
  readonly listen: (target: EventTarget, types: readonly string[], handle: (event: Event) => void) => void;
  /** Something may be different now; what exactly is found out by reading everything again. */
  readonly changed: () => void;
  /** `changed` once more when this object is collected as garbage, which no event tells. */
  readonly awaitGone: (object: object) => void;
}
