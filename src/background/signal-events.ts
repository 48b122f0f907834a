import type { SessionEvent } from "../core/session/events.ts";
import type { ContentSignal } from "../protocol/content-signals.ts";

interface Speaker {
  readonly doc: string;
  /** Before the call: a data channel there is that of a waiting room. */
  readonly inLobby: boolean;
}

/** What a document says, in the words of the session machine. */
export function eventsOf(
  { doc, inLobby }: Speaker,
  signal: Exclude<ContentSignal, { kind: "documentOpened" }>,
): readonly SessionEvent[] {
  switch (signal.kind) {
    case "captureChanged":
      return [{ type: "capture", doc, live: signal.live }];
    case "peerChanged": {
      const { state, flowing, loopback } = signal;
      const peer = `p${signal.peer}`;
      return [
        { type: "peer", doc, peer, state, loopback },
        { type: "remoteMedia", doc, peer, flowing },
      ];
    }
    case "channelChanged":
      return [{ type: "dataChannel", doc, open: signal.open && !inLobby }];
    case "routeChanged":
      return [{ type: "routeChanged", doc }];
    case "documentLeaving":
      return [{ type: "documentGone", doc, via: signal.cached ? "bfcache" : "unload" }];
    case "alive":
      return [{ type: "alive", doc }];
  }
}
