import {
  JoinResponse,
  LeaveRequest,
  LeaveRequest_Action,
  ParticipantInfo,
  ParticipantInfo_State,
  ParticipantUpdate,
  ReconnectResponse,
  type SessionDescription,
  type SignalRequest,
  SignalResponse,
  SignalTarget,
  TrackInfo,
  TrackPublishedResponse,
  TrackSource,
  TrackType,
} from "@livekit/protocol";
import wrtc from "@roamhq/wrtc";
import type { WebSocket } from "ws";

export interface TherapistTracks {
  readonly picture: MediaStreamTrack;
  readonly sound: MediaStreamTrack;
}

/** How the client's library tells whose stream it is. */
const THERAPIST = "PA_therapist";
/** From this version on a client publishes without data channels of its own. */
const SERVER = { protocol: 16, version: "1.9.0" };
const TRACK_IDS: Readonly<Record<string, string>> = { audio: "TR_sound", video: "TR_picture" };

/**
 * One client's stay, as LiveKit's server plays it for two connections: what the client publishes comes over one that the
 * client offers, what the therapist sends goes over one that the server offers. A lost line is resumed with both of them
 * kept; a client that joins anew gets a new visit.
 */
export function createVisit({ picture, sound }: TherapistTracks) {
  const incoming = new wrtc.RTCPeerConnection({ iceServers: [] });
  const outgoing = new wrtc.RTCPeerConnection({ iceServers: [] });
  const early = new Map<SignalTarget, RTCIceCandidateInit[]>();
  let line: WebSocket | null = null;
  let published = 0;

  const say = (message: SignalResponse["message"]): void => {
    line?.send(new SignalResponse({ message }).toBinary());
  };

  async function offerMedia(options: RTCOfferOptions = {}): Promise<void> {
    await outgoing.setLocalDescription(await outgoing.createOffer(options));
    await gathered(outgoing);
    const midToTrackId = Object.fromEntries(
      outgoing.getTransceivers().map(({ mid, sender }) => [mid ?? "", TRACK_IDS[sender.track?.kind ?? ""] ?? ""]),
    );
    say({ case: "offer", value: describe(outgoing, { midToTrackId }) });
  }
  async function answerMedia({ sdp, id }: SessionDescription): Promise<void> {
    await incoming.setRemoteDescription({ type: "offer", sdp });
    await takeEarly(incoming, SignalTarget.PUBLISHER);
    await incoming.setLocalDescription(await incoming.createAnswer());
    await gathered(incoming);
    say({ case: "answer", value: describe(incoming, { id }) });
  }
  async function takeEarly(connection: RTCPeerConnection, target: SignalTarget): Promise<void> {
    for (const candidate of early.get(target) ?? []) await connection.addIceCandidate(candidate);
    early.delete(target);
  }

  return {
    /** The first greeting, and the therapist's media. */
    async join(to: WebSocket): Promise<void> {
      line = to;
      say({ case: "join", value: joined() });
      const stream = new wrtc.MediaStream({ id: THERAPIST } as never);
      for (const track of [sound, picture]) outgoing.addTrack(track, stream);
      for (const label of ["_reliable", "_lossy"]) outgoing.createDataChannel(label);
      await offerMedia();
    },
    async resume(to: WebSocket): Promise<void> {
      line = to;
      say({ case: "reconnect", value: new ReconnectResponse({ serverInfo: SERVER }) });
      await offerMedia({ iceRestart: true });
    },
    async hear({ message }: SignalRequest): Promise<void> {
      if (message.case === "offer") await answerMedia(message.value);
      if (message.case === "answer") {
        await outgoing.setRemoteDescription({ type: "answer", sdp: message.value.sdp });
        await takeEarly(outgoing, SignalTarget.SUBSCRIBER);
      }
      if (message.case === "trickle") {
        const { target, candidateInit } = message.value;
        const connection = target === SignalTarget.PUBLISHER ? incoming : outgoing;
        early.set(target, [...(early.get(target) ?? []), JSON.parse(candidateInit) as RTCIceCandidateInit]);
        if (connection.remoteDescription !== null) await takeEarly(connection, target);
      }
      if (message.case === "addTrack") {
        const { cid, name, type, source } = message.value;
        published += 1;
        const track = new TrackInfo({ sid: `TR_own${published}`, name, type, source });
        say({ case: "trackPublished", value: new TrackPublishedResponse({ cid, track }) });
      }
      if (message.case === "pingReq")
        say({ case: "pongResp", value: { lastPingTimestamp: message.value.timestamp } as never });
      if (message.case === "leave") close();
    },
    async therapistLeaves(): Promise<void> {
      const participants = [therapist(ParticipantInfo_State.DISCONNECTED)];
      say({ case: "update", value: new ParticipantUpdate({ participants }) });
      for (const sender of outgoing.getSenders()) outgoing.removeTrack(sender);
      await offerMedia();
    },
    /** As a server that is about to shut down. */
    askToJoinAnew(): void {
      say({ case: "leave", value: new LeaveRequest({ action: LeaveRequest_Action.RECONNECT }) });
    },
    loseLine(): void {
      line?.terminate();
    },
    close,
  };

  function close(): void {
    incoming.close();
    outgoing.close();
  }
}
export type Visit = ReturnType<typeof createVisit>;

function joined(): JoinResponse {
  return new JoinResponse({
    room: { sid: "RM_room", name: "room" },
    participant: { sid: "PA_client", identity: "client", permission: { canPublish: true, canSubscribe: true } },
    otherParticipants: [therapist(ParticipantInfo_State.ACTIVE)],
    subscriberPrimary: true,
    serverInfo: SERVER,
    pingInterval: 5,
    pingTimeout: 15,
  });
}

function therapist(state: ParticipantInfo_State): ParticipantInfo {
  return new ParticipantInfo({
    sid: THERAPIST,
    identity: "therapist",
    state,
    tracks: [
      { sid: TRACK_IDS.audio!, type: TrackType.AUDIO, source: TrackSource.MICROPHONE, name: "sound" },
      { sid: TRACK_IDS.video!, type: TrackType.VIDEO, source: TrackSource.CAMERA, name: "picture" },
    ],
  });
}

function describe(
  { localDescription }: RTCPeerConnection,
  rest: { readonly id?: number; readonly midToTrackId?: Record<string, string> },
): SessionDescription {
  return {
    type: localDescription?.type ?? "",
    sdp: localDescription?.sdp ?? "",
    id: 1,
    midToTrackId: {},
    ...rest,
  } as SessionDescription;
}

function gathered(connection: RTCPeerConnection): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (connection.iceGatheringState === "complete") resolve();
    };
    connection.addEventListener("icegatheringstatechange", look);
    look();
  });
}
