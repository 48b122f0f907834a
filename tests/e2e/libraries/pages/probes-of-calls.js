// What a page's own calls give back: results, errors, events and the order of everything. Each probe answers with plain
// data, so that the answers of two pages can be laid side by side.

const shorten = (text) => text?.replaceAll(location.origin, "") ?? null;

function describeError(error) {
  return {
    kind: Object.prototype.toString.call(error),
    name: error?.name,
    message: shorten(error?.message),
    code: error?.code ?? null,
    keys: Object.getOwnPropertyNames(error ?? {}),
    ours: [error instanceof TypeError, error instanceof DOMException, error instanceof Error],
    stack: shorten(error?.stack)?.split("\n") ?? null,
  };
}

/** Whether it threw, rejected or answered, and with what. */
async function outcomeOf(work) {
  let result;
  try {
    result = work();
  } catch (error) {
    return { threw: describeError(error) };
  }
  const promised = result instanceof Promise;
  try {
    const value = await result;
    return { promised, value: Object.prototype.toString.call(value) };
  } catch (error) {
    return { promised, rejected: describeError(error) };
  }
}

const peers = () => RTCPeerConnection.prototype;
const closedPeer = () => {
  const peer = new RTCPeerConnection();
  peer.close();
  return peer;
};
const devices = () => navigator.mediaDevices;

const SELVES = {
  undefined: () => undefined,
  null: () => null,
  number: () => 7,
  object: () => ({}),
  window: () => window,
};
const WRONG = {
  "setLocalDescription of nonsense": () => new RTCPeerConnection().setLocalDescription({ type: "nonsense" }),
  "setLocalDescription of a number": () => new RTCPeerConnection().setLocalDescription(7),
  "setLocalDescription of an answer to nothing": () =>
    new RTCPeerConnection().setLocalDescription({ type: "answer", sdp: "v=0" }),
  "setLocalDescription that throws when read": () =>
    new RTCPeerConnection().setLocalDescription({
      get type() {
        throw new RangeError("of the page");
      },
    }),
  "setLocalDescription when closed": () => closedPeer().setLocalDescription(),
  "setRemoteDescription of nothing": () => new RTCPeerConnection().setRemoteDescription(),
  "setRemoteDescription of garbage": () =>
    new RTCPeerConnection().setRemoteDescription({ type: "offer", sdp: "garbage" }),
  "setRemoteDescription when closed": () => closedPeer().setRemoteDescription({ type: "offer", sdp: "v=0" }),
  "createDataChannel without a label": () => new RTCPeerConnection().createDataChannel(),
  "createDataChannel of two limits": () =>
    new RTCPeerConnection().createDataChannel("x", { maxRetransmits: 1, maxPacketLifeTime: 1 }),
  "createDataChannel when closed": () => closedPeer().createDataChannel("x"),
  "close twice": () => closedPeer().close(),
  "getUserMedia of nothing": () => devices().getUserMedia(),
  "getUserMedia of an empty wish": () => devices().getUserMedia({}),
  "getUserMedia of no such device": () => devices().getUserMedia({ audio: { deviceId: { exact: "no such device" } } }),
  "getUserMedia of the impossible": () => devices().getUserMedia({ video: { width: { exact: 1e6 } } }),
  "getUserMedia that throws when read": () =>
    devices().getUserMedia({
      get audio() {
        throw new RangeError("of the page");
      },
    }),
  "new of a method": () => new (peers().close)(),
  "a primitive as self": () => Reflect.apply(peers().createDataChannel, 1, ["x"]),
  "something that only looks like a connection": () => Object.create(peers()).setLocalDescription(),
  "the prototype itself": () => peers().close(),
  "a proxy of a connection": () => new Proxy(new RTCPeerConnection(), {}).createDataChannel("x"),
  "a revoked proxy as self": () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return peers().setRemoteDescription.call(proxy, { type: "offer", sdp: "" });
  },
  "far too many calls": () => {
    const again = () => [new RTCPeerConnection().close.call({}), again()];
    return again();
  },
};

const settle = () => new Promise((resolve) => setTimeout(resolve, 30));

globalThis.callProbes = {
  wrongSelves: async () => {
    const answer = {};
    const methods = {
      setLocalDescription: peers().setLocalDescription,
      setRemoteDescription: peers().setRemoteDescription,
      createDataChannel: peers().createDataChannel,
      close: peers().close,
      getUserMedia: MediaDevices.prototype.getUserMedia,
      stop: MediaStreamTrack.prototype.stop,
      cloneTrack: MediaStreamTrack.prototype.clone,
      cloneStream: MediaStream.prototype.clone,
    };
    for (const [name, method] of Object.entries(methods))
      for (const [self, make] of Object.entries(SELVES))
        answer[`${name} of ${self}`] = await outcomeOf(() => method.call(make(), { type: "offer", sdp: "" }));
    return answer;
  },

  wrongArguments: async () => {
    const answer = {};
    for (const [name, work] of Object.entries(WRONG)) answer[name] = await outcomeOf(work);
    return answer;
  },

  /** Rejections that the page leaves alone, and those it takes care of, early and late. */
  unhandled: async () => {
    const seen = [];
    const note = (event) => {
      event.preventDefault();
      seen.push([event.type, event.reason?.name, waiting.has(event.promise)]);
    };
    const waiting = new Set();
    const keep = (promise) => {
      waiting.add(promise);
      return promise;
    };
    for (const type of ["unhandledrejection", "rejectionhandled"]) addEventListener(type, note);
    keep(devices().getUserMedia({}));
    keep(new RTCPeerConnection().setLocalDescription({ type: "nonsense" }));
    keep(devices().getUserMedia({ audio: { deviceId: { exact: "nobody" } } })).catch(() => seen.push("caught"));
    keep(closedPeer().setLocalDescription()).then(null, () => seen.push("caught too"));
    const late = keep(devices().getUserMedia());
    await settle();
    await settle();
    late.catch(() => seen.push("caught late"));
    await settle();
    for (const type of ["unhandledrejection", "rejectionhandled"]) removeEventListener(type, note);
    return seen.map(String).sort();
  },

  /** Turns of the microtask queue until each promise is settled, counted from the call. */
  turns: async () => {
    const count = async (make) => {
      const seen = { settled: false };
      const note = () => {
        seen.settled = true;
      };
      make().then(note, note);
      for (let turn = 1; turn <= 50; turn += 1) {
        await Promise.resolve();
        if (seen.settled) return turn;
      }
      return "later";
    };
    return {
      getUserMediaRefused: await count(() => devices().getUserMedia({})),
      getUserMedia: await count(() => devices().getUserMedia({ audio: true })),
      localRefused: await count(() => new RTCPeerConnection().setLocalDescription({ type: "nonsense" })),
      localClosed: await count(() => closedPeer().setLocalDescription()),
      remoteClosed: await count(() => closedPeer().setRemoteDescription({ type: "offer", sdp: "v=0" })),
      local: await count(() => new RTCPeerConnection().setLocalDescription()),
    };
  },

  /** Events and promises of one negotiation between two connections, in their order. What ICE does is left out. */
  order: async () => {
    const log = [];
    const [one, other] = [new RTCPeerConnection(), new RTCPeerConnection()];
    const watch = (name, connection) => {
      for (const type of ["signalingstatechange", "track", "negotiationneeded", "datachannel"]) {
        const handle = (event) => {
          log.push(`${name} ${type} ${event.eventPhase} ${event.isTrusted} ${event.currentTarget === connection}`);
          void Promise.resolve().then(() => log.push(`${name} ${type} after`));
        };
        connection.addEventListener(type, handle);
        connection[`on${type}`] = () => log.push(`${name} on${type}`);
      }
    };
    watch("one", one);
    watch("other", other);
    one.onicecandidate = ({ candidate }) => other.addIceCandidate(candidate).catch(() => {});
    other.onicecandidate = ({ candidate }) => one.addIceCandidate(candidate).catch(() => {});
    const note = (name) => () => log.push(name);
    const stream = await devices().getUserMedia({ audio: true, video: true });
    for (const track of stream.getTracks()) one.addTrack(track, stream);
    const channel = one.createDataChannel("x");
    const opened = new Promise((resolve) => channel.addEventListener("open", resolve));
    // The other side may hear of it later than this one, whatever is hooked.
    const arrived = new Promise((resolve) => other.addEventListener("datachannel", resolve));
    await settle();
    const local = one.setLocalDescription();
    void local.then(note("local then"));
    void local.then(note("local then again"));
    await local;
    await other.setRemoteDescription(one.localDescription).then(note("remote then"));
    await other.setLocalDescription().then(note("answer then"));
    await one.setRemoteDescription(other.localDescription).then(note("done"));
    await Promise.all([opened, arrived]);
    await settle();
    const states = [one, other].map(({ signalingState }) => signalingState);
    for (const connection of [one, other]) connection.close();
    for (const track of stream.getTracks()) track.stop();
    await settle();
    return { log, states, late: log.length };
  },

  /** The very objects, and no more promises than without. */
  identity: async () => {
    const promise = devices().getUserMedia({ audio: true });
    const stream = await promise;
    const [track] = stream.getTracks();
    const copy = track.clone();
    const connection = new RTCPeerConnection();
    const channel = connection.createDataChannel("label", { negotiated: true, id: 4 });
    const nothing = [track.stop(), copy.stop(), connection.close()];
    return [
      promise instanceof Promise,
      Object.getPrototypeOf(promise) === Promise.prototype,
      Reflect.ownKeys(promise),
      stream instanceof MediaStream,
      (await promise) === stream,
      copy instanceof MediaStreamTrack,
      copy !== track,
      copy.kind,
      [channel.label, channel.id, channel instanceof RTCDataChannel],
      nothing.map(String),
    ];
  },

  /** The old way with callbacks, where a browser has it. */
  callbacks: () =>
    new Promise((resolve) => {
      const log = [];
      const connection = new RTCPeerConnection();
      const legacy = navigator.getUserMedia ?? navigator.webkitGetUserMedia ?? navigator.mozGetUserMedia;
      log.push(typeof legacy);
      void connection.createOffer().then((offer) => {
        const returned = connection.setLocalDescription(
          offer,
          () => {
            log.push("success", connection.signalingState);
            void connection.setRemoteDescription(
              { type: "answer", sdp: "garbage" },
              () => log.push("strange"),
              (error) => {
                log.push(error.name);
                connection.close();
                resolve(log);
              },
            );
          },
          () => resolve("refused"),
        );
        log.push(returned instanceof Promise);
      });
    }),
};
