import type { PeerState } from "../core/session/events.ts";
import type { HookWord } from "../protocol/handshake.ts";
import type { HookedPage, Watching } from "./hooked-page.ts";
import { fingerprintOf, isLoopback } from "./loopback.ts";
import { hookMethod, quietly } from "./method-hook.ts";
import { createWeakList, type WeakList } from "./weak-list.ts";

interface Peer {
  /** From 1 in the order of the first descriptions; 0 before, when nothing is told of it. */
  number: number;
  readonly connection: WeakRef<RTCPeerConnection>;
  readonly channels: WeakList<RTCDataChannel>;
  local: string;
  remote: string | null;
  loopback: boolean;
  closed: boolean;
}

/** A library closes a handful at a hang-up; more are a page that opens and closes for ever. */
const REMEMBERED_CLOSED = 32;

/**
 * Watches peer connections from their first description on: those a library opens as probes never get one. Reading gives
 * all there is to tell, and lets go of what was closed long ago.
 */
export function watchPeers(page: HookedPage, { listen, changed, awaitGone }: Watching): () => readonly HookWord[] {
  const { prototype } = page.RTCPeerConnection;
  const known = new WeakMap<object, Peer>();
  let described: readonly Peer[] = [];
  let last = 0;

  const peerOf = (connection: RTCPeerConnection): Peer => {
    const peer = known.get(connection) ?? {
      number: 0,
      connection: new WeakRef(connection),
      channels: createWeakList<RTCDataChannel>(),
      local: "",
      remote: null,
      loopback: false,
      closed: false,
    };
    known.set(connection, peer);
    return peer;
  };

  const watchChannel = (connection: object, channel: unknown): void => {
    peerOf(connection as RTCPeerConnection).channels.add(channel as RTCDataChannel);
    listen(channel as RTCDataChannel, ["open", "close"], changed);
  };

  const compareFingerprints = (peer: Peer, connection: RTCPeerConnection): void => {
    if (peer.local && peer.remote) return;
    peer.local ||= fingerprintOf(connection.localDescription) ?? "";
    peer.remote ??= fingerprintOf(connection.remoteDescription);
    for (const other of described) {
      if (isLoopback(peer, other)) peer.loopback = other.loopback = true;
    }
  };

  const describe = (self: object): void => {
    // Anything else is refused by the page's own call.
    if (!prototype.isPrototypeOf(self)) return;
    const connection = self as RTCPeerConnection;
    const peer = peerOf(connection);
    if (peer.number) return;
    // The signaling state changes when a description has been applied, so the page's promises need not be touched.
    listen(connection, ["signalingstatechange", "connectionstatechange", "track", "datachannel"], (event) => {
      quietly(() => {
        compareFingerprints(peer, connection);
        if ("channel" in event) watchChannel(connection, event.channel);
        for (const { track } of connection.getReceivers()) listen(track, ["mute", "unmute", "ended"], changed);
      });
      changed();
    });
    awaitGone(connection);
    peer.number = ++last;
    described = [...described, peer];
  };

  hookMethod(prototype, "setLocalDescription", changed, describe);
  hookMethod(prototype, "setRemoteDescription", changed, describe);
  hookMethod(prototype, "createDataChannel", watchChannel);
  hookMethod(prototype, "close", (self) => {
    peerOf(self as RTCPeerConnection).closed = true;
    changed();
  });

  return () => {
    const words = described.map(wordOf);
    const open = described.some(hasOpenChannel);
    const forgotten = described.filter((peer) => peer.closed).slice(0, -REMEMBERED_CLOSED);
    described = described.filter((peer) => !forgotten.includes(peer));
    return [...words, `{"kind":"channelChanged","open":${open}}`];
  };
}

/** A connection that was collected as garbage, or closed past the hook, is as good as closed by the page. */
function wordOf(peer: Peer): HookWord {
  const connection = peer.connection.deref();
  const state = (!peer.closed && connection?.connectionState) || "closed";
  peer.closed = state === "closed";
  const flowing = !peer.closed && !!connection?.getReceivers().some(isFlowing);
  return `{"kind":"peerChanged","peer":${peer.number},"state":"${stateOf(state)}","flowing":${flowing},"loopback":${peer.loopback}}`;
}

function stateOf(state: RTCPeerConnectionState): PeerState {
  if (state === "closed") return "closedByPage";
  return state === "new" ? "connecting" : state;
}

/** Unmuted means that media arrives; the other side's mute and camera-off do not show here. */
function isFlowing({ track }: RTCRtpReceiver): boolean {
  return track.readyState === "live" && !track.muted;
}

function hasOpenChannel({ closed, loopback, channels }: Peer): boolean {
  return !closed && !loopback && channels.some((channel) => channel.readyState === "open");
}
