import type { HookedPage } from "../../src/content/hooked-page.ts";
import type { ObservedPage } from "../../src/content/observed-page.ts";

export class SimulatedTrack extends EventTarget {
  readyState: MediaStreamTrackState = "live";
  muted = false;
  /** A change the browser makes by itself, with its event. */
  become(change: { readonly muted?: boolean; readonly readyState?: MediaStreamTrackState }): void {
    Object.assign(this, change);
    this.dispatchEvent(new Event(change.readyState ? "ended" : this.muted ? "mute" : "unmute"));
  }
}

export class SimulatedChannel extends EventTarget {
  readyState: RTCDataChannelState = "connecting";
  become(readyState: "open" | "closed"): void {
    this.readyState = readyState;
    this.dispatchEvent(new Event(readyState === "open" ? "open" : "close"));
  }
}

/** What is simulated of a peer connection; the classes are new for each page, because hooks change their prototypes. */
export interface SimulatedPeer extends EventTarget {
  connectionState: RTCPeerConnectionState;
  setLocalDescription(description?: unknown): Promise<void>;
  setRemoteDescription(description: unknown): Promise<void>;
  createDataChannel(label: string): SimulatedChannel;
  close(): void;
  become(state: RTCPeerConnectionState): void;
  receive(track: SimulatedTrack): void;
}

export function describedAs(fingerprint: string) {
  return { sdp: `v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=fingerprint:sha-256 ${fingerprint}\r\n` };
}

function createPeerConnection() {
  return class RTCPeerConnection extends EventTarget implements SimulatedPeer {
    connectionState: RTCPeerConnectionState = "new";
    localDescription: unknown = null;
    remoteDescription: unknown = null;
    receivers: { readonly track: SimulatedTrack }[] = [];
    async setLocalDescription(description: unknown = describedAs("AA:01")) {
      await this.apply({ localDescription: description });
    }
    async setRemoteDescription(description: unknown) {
      await this.apply({ remoteDescription: description });
    }
    async apply(change: object) {
      if (this.connectionState === "closed") throw new DOMException("closed", "InvalidStateError");
      Object.assign(this, change);
      this.dispatchEvent(new Event("signalingstatechange"));
    }
    createDataChannel(label: string) {
      if (label === "forbidden") throw new TypeError("label");
      return new SimulatedChannel();
    }
    getReceivers() {
      return this.receivers;
    }
    /** As in the browsers: no event tells that the page closed it. */
    close() {
      this.connectionState = "closed";
    }
    become(state: RTCPeerConnectionState) {
      this.connectionState = state;
      this.dispatchEvent(new Event("connectionstatechange"));
    }
    receive(track: SimulatedTrack) {
      this.receivers.push({ track });
      this.dispatchEvent(Object.assign(new Event("track"), { track }));
    }
  };
}

function createCapture() {
  class MediaStreamTrack extends SimulatedTrack {
    stop() {
      this.readyState = "ended";
    }
    clone() {
      return new MediaStreamTrack();
    }
  }
  class MediaStream {
    readonly tracks: readonly MediaStreamTrack[];
    constructor(tracks: readonly MediaStreamTrack[]) {
      this.tracks = tracks;
    }
    getTracks() {
      return [...this.tracks];
    }
    clone() {
      return new MediaStream(this.tracks.map((track) => track.clone()));
    }
  }
  class MediaDevices {
    async getUserMedia({ audio, video }: MediaStreamConstraints = {}) {
      if (!audio && !video) throw new TypeError("Nothing was asked for.");
      return new MediaStream([audio, video].filter(Boolean).map(() => new MediaStreamTrack()));
    }
    async getDisplayMedia() {
      return new MediaStream([new MediaStreamTrack()]);
    }
  }
  return { MediaStreamTrack, MediaStream, MediaDevices };
}

/** A document with simulated WebRTC, shared by both worlds as in a browser. Time stands until `pass`. */
export function createSimulatedPage() {
  const document = new EventTarget();
  const window = new EventTarget();
  const navigation = new EventTarget();
  const location = { href: "https://meet.example/room" };
  const capture = createCapture();
  const RTCPeerConnection = createPeerConnection();
  let nowMs = 0;
  let timers: {
    readonly id: number;
    readonly dueMs: number;
    readonly everyMs: number | null;
    readonly work: () => void;
  }[] = [];
  let lastTimer = 0;
  const addTimer = (work: () => void, ms: number, everyMs: number | null): number => {
    timers.push({ id: ++lastTimer, dueMs: nowMs + ms, everyMs, work });
    return lastTimer;
  };
  const clearTimer = (id?: number): void => {
    timers = timers.filter((timer) => timer.id !== id);
  };
  const page = Object.assign(window, {
    window,
    document,
    navigation,
    location,
    crypto,
    CustomEvent,
    EventTarget,
    RTCPeerConnection,
    ...capture,
    performance: { now: () => nowMs, getEntriesByType: () => [{ type: "reload" }] },
    setTimeout: (work: () => void, ms: number) => addTimer(work, ms, null),
    clearTimeout: clearTimer,
    setInterval: (work: () => void, ms: number) => addTimer(work, ms, ms),
    clearInterval: clearTimer,
  });

  return {
    /** The same document, once as hooks and once as an observer see it. */
    hooked: page as unknown as HookedPage,
    observed: page as unknown as ObservedPage,
    document,
    devices: new capture.MediaDevices(),
    RTCPeerConnection,
    createPeer: (): SimulatedPeer => new RTCPeerConnection(),
    happen(type: string, fields: object = {}): void {
      window.dispatchEvent(Object.assign(new Event(type), fields));
    },
    goTo(href: string): void {
      location.href = href;
      navigation.dispatchEvent(new Event("currententrychange"));
    },
    hasTimers: (): boolean => timers.length > 0,
    pass(ms: number): void {
      const endMs = nowMs + ms;
      for (;;) {
        const [next] = timers.filter((timer) => timer.dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs);
        if (next === undefined) break;
        nowMs = next.dueMs;
        clearTimer(next.id);
        if (next.everyMs !== null) timers.push({ ...next, dueMs: nowMs + next.everyMs });
        next.work();
      }
      nowMs = endMs;
    },
  };
}
export type SimulatedPage = ReturnType<typeof createSimulatedPage>;

/** Has the methods, but is no connection: no constructor has made it. */
export function createLookalike({ RTCPeerConnection }: Pick<SimulatedPage, "RTCPeerConnection">): SimulatedPeer {
  return Object.create(RTCPeerConnection.prototype) as SimulatedPeer;
}

/** Lets everything that waits for promises run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
