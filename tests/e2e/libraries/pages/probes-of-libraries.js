// What each library finds out about the browser and does in it, as far as it goes without its server, as plain data.

const once = (emitter, event) =>
  new Promise((resolve, reject) => {
    emitter.on(event, (value) => resolve(value ?? null));
    emitter.on("error", reject);
  });
const stopAll = (stream) => stream.getTracks().map((track) => (track.stop(), `${track.kind} ${track.readyState}`));

const gathered = (connection) =>
  new Promise((resolve) => {
    const look = () => connection.iceGatheringState === "complete" && resolve();
    connection.addEventListener("icegatheringstatechange", look);
    look();
  });

/** Both ends of a call in this page. */
async function callMyself() {
  const log = [];
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
  const [one, other] = [new RTCPeerConnection(), new RTCPeerConnection()];
  const kinds = [];
  other.addEventListener("track", ({ track, streams }) => kinds.push(`${track.kind} ${streams.length}`));
  const connected = new Promise((resolve) => {
    one.addEventListener("connectionstatechange", () => one.connectionState === "connected" && resolve());
  });
  for (const track of stream.getTracks()) one.addTrack(track, stream);
  await one.setLocalDescription(await one.createOffer());
  await gathered(one);
  await other.setRemoteDescription(one.localDescription);
  await other.setLocalDescription(await other.createAnswer());
  await gathered(other);
  await one.setRemoteDescription(other.localDescription);
  await connected;
  const report = await one.getStats();
  log.push(one.connectionState, report instanceof RTCStatsReport, typeof report.size);
  one.close();
  other.close();
  return { log, kinds, stopped: stopAll(stream), state: one.signalingState };
}

globalThis.libraryProbes = {
  "webrtc-adapter": async () => ({
    browser: adapter.browserDetails,
    shims: Object.keys(adapter.browserShim ?? {}),
    common: Object.keys(adapter.commonShim),
    call: await callMyself(),
    devices: (await navigator.mediaDevices.enumerateDevices()).map(({ kind }) => kind),
    prototype: Reflect.ownKeys(RTCPeerConnection.prototype).map(String),
  }),

  peerjs: async () => {
    const { util, Peer } = peerjs;
    const peer = new Peer({ host: location.hostname, port: Number(location.port), path: "/signalling", debug: 0 });
    const id = await once(peer, "open");
    peer.destroy();
    const after = [typeof id, peer.destroyed, peer.open];
    return { supports: util.supports, browser: util.browser, version: util.browserVersion, after };
  },

  "simple-peer": async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    const [one, other] = [true, false].map(
      (initiator) => new SimplePeer({ initiator, stream, config: { iceServers: [] } }),
    );
    one.on("signal", (note) => other.signal(note));
    other.on("signal", (note) => one.signal(note));
    const [received] = await Promise.all([once(other, "stream"), once(one, "connect"), once(other, "connect")]);
    const words = once(other, "data");
    one.send("words");
    const heard = String(await words);
    // Which of the two the other side sees first, its channel's abort or its end, is chance.
    other.on("error", () => {});
    const closed = new Promise((resolve) => other.once("close", resolve));
    one.destroy();
    await closed;
    return {
      supported: SimplePeer.WEBRTC_SUPPORT,
      kinds: received.getTracks().map(({ kind }) => kind),
      heard,
      destroyed: [one.destroyed, other.destroyed],
      stopped: stopAll(stream),
    };
  },

  "livekit-client": async () => {
    const kit = LivekitClient;
    const room = new kit.Room();
    const tracks = await kit.createLocalTracks({ audio: true, video: true });
    const seen = [];
    for (const track of tracks) {
      track.on(kit.TrackEvent.Muted, () => seen.push(`${track.kind} muted`));
      await track.mute();
      await track.unmute();
      await track.restartTrack();
      seen.push(`${track.kind} ${track.source} ${track.mediaStreamTrack.readyState}`);
      track.stop();
      seen.push(track.mediaStreamTrack.readyState);
    }
    return {
      supports: [
        kit.isBrowserSupported(),
        kit.supportsAdaptiveStream(),
        kit.supportsDynacast(),
        kit.supportsAV1(),
        kit.supportsVP9(),
        kit.isE2EESupported(),
      ],
      browser: kit.getBrowser?.() ?? null,
      devices: (await kit.Room.getLocalDevices("audioinput")).length,
      seen,
      state: room.state,
    };
  },

  "mediasoup-client": async () => {
    const { Device, detectDevice } = mediasoupClient;
    const device = new Device();
    await device.load({ routerRtpCapabilities: ROUTER });
    const transport = device.createSendTransport(TRANSPORT);
    const asked = [];
    transport.on("connect", ({ dtlsParameters }, done) => {
      asked.push(["connect", dtlsParameters.role, dtlsParameters.fingerprints.map(({ algorithm }) => algorithm)]);
      done();
    });
    transport.on("produce", ({ kind, rtpParameters }, done) => {
      asked.push(["produce", kind, rtpParameters.codecs, rtpParameters.headerExtensions]);
      done({ id: kind });
    });
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    const producers = [];
    for (const track of stream.getTracks()) producers.push(await transport.produce({ track }));
    const state = producers.map(({ kind, paused, closed }) => [kind, paused, closed]);
    transport.close();
    return {
      handler: [detectDevice(), device.handlerName],
      can: [device.canProduce("audio"), device.canProduce("video")],
      capabilities: device.rtpCapabilities ?? device.recvRtpCapabilities,
      asked,
      state,
      closed: producers.map(({ closed, track }) => [closed, track.readyState]),
    };
  },

  "twilio-video": async () => {
    const { Video } = Twilio;
    const tracks = await Video.createLocalTracks({ audio: true, video: { width: 320 } });
    const seen = [];
    for (const track of tracks) {
      track.on("disabled", () => seen.push(`${track.kind} disabled`));
      track.disable();
      track.enable();
      await track.restart();
      seen.push(`${track.kind} ${track.isEnabled} ${track.mediaStreamTrack.readyState}`);
      track.stop();
      seen.push(`${track.isStopped}`);
    }
    const refused = [];
    for (const token of [undefined, 7, ""])
      await Video.connect(token).catch(({ name, message, code }) => refused.push([name, message, code ?? null]));
    return { supported: Video.isSupported, version: Video.version, names: Object.keys(Video).sort(), seen, refused };
  },
};

const ROUTER = {
  codecs: [
    { kind: "audio", mimeType: "audio/opus", preferredPayloadType: 100, clockRate: 48000, channels: 2 },
    {
      kind: "video",
      mimeType: "video/VP8",
      preferredPayloadType: 101,
      clockRate: 90000,
      rtcpFeedback: [{ type: "nack" }, { type: "nack", parameter: "pli" }, { type: "goog-remb" }],
    },
  ],
  headerExtensions: [
    { kind: "audio", uri: "urn:ietf:params:rtp-hdrext:sdes:mid", preferredId: 1, direction: "sendrecv" },
    { kind: "video", uri: "urn:ietf:params:rtp-hdrext:sdes:mid", preferredId: 1, direction: "sendrecv" },
  ],
};

/** As a server would describe its end; nobody is there. */
const TRANSPORT = {
  id: "transport",
  iceParameters: { usernameFragment: "h3hk1iz6qqlnqlne", password: "z3ow30dl97vf55jdlrq6xvp2jemtdosv", iceLite: true },
  iceCandidates: [
    { foundation: "udp", ip: "127.0.0.1", address: "127.0.0.1", port: 9, priority: 1, protocol: "udp", type: "host" },
  ],
  dtlsParameters: {
    role: "auto",
    fingerprints: [
      {
        algorithm: "sha-256",
        value: Array.from({ length: 32 }, (_, index) => (16 + index).toString(16).toUpperCase()).join(":"),
      },
    ],
  },
};
