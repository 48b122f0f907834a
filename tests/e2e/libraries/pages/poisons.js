// A page that has put its own over what it could, after the hooks came and before its call. The call itself uses no more
// than syntax, so that what differs between two poisoned pages is not the poison.

const throwing = () => {
  throw new RangeError("poison");
};
// Descriptors without a prototype: one of the poisons is there.
const replace = (object, name, value) =>
  Object.defineProperty(object, name, { __proto__: null, configurable: true, writable: true, value });
const getter = (object, name, get) => Object.defineProperty(object, name, { __proto__: null, configurable: true, get });
const replaceAll = (object, names, value) => {
  for (const name of names) replace(object, name, value);
};
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

const ARRAY = ["map", "some", "filter", "slice", "includes", "push", "forEach", "join", Symbol.iterator];
const STATES = ["connectionState", "localDescription", "remoteDescription", "signalingState"];

globalThis.poisons = {
  "states that throw": () => {
    for (const name of STATES) getter(RTCPeerConnection.prototype, name, throwing);
    for (const name of ["readyState", "muted"]) getter(MediaStreamTrack.prototype, name, throwing);
    getter(RTCDataChannel.prototype, "readyState", throwing);
  },
  "states that lie": () => {
    getter(RTCPeerConnection.prototype, "connectionState", () => ({ toString: throwing }));
    getter(RTCPeerConnection.prototype, "localDescription", () => ({
      get sdp() {
        return 7;
      },
    }));
  },
  "receivers that throw": () => {
    replace(RTCPeerConnection.prototype, "getReceivers", throwing);
    replace(MediaStream.prototype, "getTracks", throwing);
  },
  "receivers that are nothing": () => {
    replace(RTCPeerConnection.prototype, "getReceivers", () => null);
    replace(MediaStream.prototype, "getTracks", () => [null, 7, {}]);
  },
  "receivers behind a revoked proxy": () => {
    replace(RTCPeerConnection.prototype, "getReceivers", revoked);
    replace(MediaStream.prototype, "getTracks", revoked);
  },
  "receivers without end": () =>
    replace(RTCPeerConnection.prototype, "getReceivers", function () {
      return this.getReceivers();
    }),
  "methods that call each other without end": () =>
    replace(RTCPeerConnection.prototype, "getReceivers", function () {
      this.createDataChannel("again");
      return [];
    }),
  "arrays that throw": () => replaceAll(Array.prototype, ARRAY, throwing),
  "arrays that lie": () => replaceAll(Array.prototype, ARRAY, () => null),
  "collections that throw": () => {
    for (const kind of [Set, Map, WeakSet, WeakMap, WeakRef, FinalizationRegistry])
      for (const name of Reflect.ownKeys(kind.prototype))
        if (name !== "constructor") getter(kind.prototype, name, throwing);
  },
  "promises that throw": () => {
    replaceAll(Promise.prototype, ["then", "catch", "finally"], throwing);
    getter(Promise, Symbol.species, throwing);
  },
  "promises of another kind": () => {
    class Other extends Promise {}
    replace(Promise, Symbol.species, Other);
    replace(Other.prototype, "then", () => undefined);
  },
  "text that throws": () => {
    replaceAll(JSON, ["stringify", "parse"], throwing);
    replace(Object.prototype, "toJSON", () => undefined);
    replaceAll(String.prototype, ["toLowerCase", "slice", "replace"], throwing);
    replaceAll(RegExp.prototype, ["exec", "test"], throwing);
  },
  "events that throw": () => {
    replaceAll(EventTarget.prototype, ["addEventListener", "removeEventListener", "dispatchEvent"], throwing);
    replaceAll(document, ["addEventListener", "removeEventListener", "dispatchEvent"], throwing);
    getter(CustomEvent.prototype, "detail", throwing);
    replace(globalThis, "CustomEvent", throwing);
  },
  "chance, clocks and queues": () => {
    replace(Crypto.prototype, "getRandomValues", throwing);
    replaceAll(globalThis, ["queueMicrotask", "setInterval"], throwing);
  },
  "reflection that throws": () => {
    replaceAll(Reflect, ["apply", "get", "set", "defineProperty", "getOwnPropertyDescriptor"], throwing);
    replaceAll(Function.prototype, ["apply", "call", "bind"], throwing);
    replaceAll(globalThis, ["Proxy", "WeakRef", "Set", "Reflect"], throwing);
    replace(Symbol, "for", throwing);
  },
  "traps for everything": () => {
    const traps = ["get", "has", "set", "construct", "getPrototypeOf", "ownKeys", "getOwnPropertyDescriptor"];
    for (const name of traps) replace(Object.prototype, name, throwing);
  },
  "options for everything": () => {
    for (const name of ["bubbles", "cancelable", "composed", "capture", "once", "passive", "signal"])
      getter(Object.prototype, name, () => true);
  },
};

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What the page's own calls gave, as one text in `data-result`, and what the browser had to complain about. */
globalThis.callPoisoned = async (name) => {
  let log = "";
  addEventListener("error", ({ message }) => (log += `error: ${message}\n`));
  addEventListener("unhandledrejection", ({ reason }) => (log += `unhandled: ${reason}\n`));
  const attempt = async (what, work) => {
    try {
      log += `${what}: ${await work()}\n`;
    } catch (error) {
      log += `${what} failed: ${error?.name} ${error?.message}\n`;
    }
  };
  // Taken before the poison: the page's own way must not depend on it.
  const { dataset } = document.body;
  const { mediaDevices } = navigator;
  const [one, other] = [new RTCPeerConnection(), new RTCPeerConnection()];
  const readLocal = Object.getOwnPropertyDescriptor(RTCPeerConnection.prototype, "localDescription").get;
  const [offer, answer] = [readLocal.bind(one), readLocal.bind(other)];
  let stream;
  poisons[name]();

  await attempt("devices", async () => {
    stream = await mediaDevices.getUserMedia({ audio: true });
    return stream;
  });
  await attempt("devices refused", () => mediaDevices.getUserMedia({}));
  await attempt("copy", () => stream.clone());
  await attempt("tracks", () => {
    const track = stream.getAudioTracks()[0];
    one.addTrack(track, stream);
    return track.clone().kind;
  });
  await attempt("channel", () => one.createDataChannel("words").label);
  await attempt("channel refused", () => one.createDataChannel());
  await attempt("local", () => one.setLocalDescription());
  await attempt("remote", () => other.setRemoteDescription(offer()));
  await attempt("answer", () => other.setLocalDescription());
  await attempt("done", () => one.setRemoteDescription(answer()));
  await attempt("garbage", () => other.setRemoteDescription({ type: "offer", sdp: "garbage" }));
  await attempt("track", () => stream.getAudioTracks()[0].stop());
  await attempt("close", () => one.close());
  await attempt("closed", () => one.setLocalDescription());
  await attempt("close the other", () => other.close());
  await pause(50);
  dataset.result = log;
};
