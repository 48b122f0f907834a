// What a page can see of the browser's objects by means of the language alone. Each probe answers with plain data, so
// that the answers of two pages can be laid side by side.

const HOOKED = {
  RTCPeerConnection: ["setLocalDescription", "setRemoteDescription", "createDataChannel", "close"],
  MediaDevices: ["getUserMedia"],
  MediaStreamTrack: ["stop", "clone"],
  MediaStream: ["clone"],
};
const METHODS = Object.entries(HOOKED).flatMap(([owner, names]) => names.map((name) => [owner, name]));

const nameKey = (key) => (typeof key === "symbol" ? key.toString() : key);
const keysOf = (object) => Reflect.ownKeys(object).map(nameKey);

function describeFunction(method) {
  return {
    name: method.name,
    length: method.length,
    text: Function.prototype.toString.call(method),
    keys: keysOf(method),
    flags: Reflect.ownKeys(method).map((key) => flagsOf(method, key)),
    isFunction: Object.getPrototypeOf(method) === Function.prototype,
    type: `${typeof method} ${Object.prototype.toString.call(method)}`,
    constructs: canConstruct(method),
    extensible: Object.isExtensible(method),
  };
}

function canConstruct(method) {
  try {
    Reflect.construct(Object, [], method);
    return true;
  } catch {
    return false;
  }
}

function flagsOf(object, key) {
  const { value, get, set, ...flags } = Object.getOwnPropertyDescriptor(object, key);
  return { key: nameKey(key), ...flags, kinds: [typeof value, typeof get, typeof set] };
}

function chainOf(object) {
  const chain = [];
  for (let at = object; at !== null; at = Object.getPrototypeOf(at)) chain.push(at.constructor?.name ?? "null");
  return chain;
}

globalThis.languageProbes = {
  methods: () =>
    Object.fromEntries(
      METHODS.map(([owner, name]) => [`${owner}.${name}`, describeFunction(window[owner].prototype[name])]),
    ),

  descriptors: () =>
    Object.fromEntries(
      Object.keys(HOOKED).map((owner) => {
        const { prototype } = window[owner];
        const own = (object) => Reflect.ownKeys(object).map((key) => flagsOf(object, key));
        return [owner, { statics: own(window[owner]), prototype: own(prototype), chain: chainOf(prototype) }];
      }),
    ),

  /** Symbols apart: the mark on the document is the one trace we know of. */
  roots: () => {
    const objects = { window, document, navigator, devices: navigator.mediaDevices, performance, Promise, Reflect };
    return Object.fromEntries(Object.entries(objects).map(([name, object]) => [name, keysOf(object)]));
  },

  markup: () => document.documentElement.outerHTML.replaceAll(location.origin, ""),

  resources: () => ({
    entries: performance.getEntriesByType("resource").map(({ name }) => name.replace(location.origin, "")),
    scripts: [...document.scripts].map(({ src }) => src.replace(location.origin, "")),
    sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
  }),

  instances: () => {
    class Library extends RTCPeerConnection {
      close() {
        this.closedBy = "library";
        super.close();
      }
    }
    class Stream extends MediaStream {
      clone() {
        return [super.clone()];
      }
    }
    const [plain, library, stream] = [new RTCPeerConnection(), new Library(), new Stream()];
    library.close();
    const copies = stream.clone();
    const answer = {
      plain: [
        plain instanceof RTCPeerConnection,
        plain instanceof EventTarget,
        plain.constructor === RTCPeerConnection,
      ],
      library: [
        library instanceof Library,
        library instanceof RTCPeerConnection,
        library.closedBy,
        library.signalingState,
      ],
      chain: [chainOf(plain), chainOf(library), chainOf(stream)],
      stream: [
        stream instanceof Stream,
        Array.isArray(copies),
        copies[0] instanceof MediaStream,
        copies[0] instanceof Stream,
      ],
      own: [keysOf(plain), keysOf(library), keysOf(stream)],
      text: [plain, library, stream].map((object) => Object.prototype.toString.call(object)),
      legacy: typeof webkitRTCPeerConnection === "undefined" ? null : webkitRTCPeerConnection === RTCPeerConnection,
    };
    plain.close();
    return answer;
  },

  statics: async () => {
    const certificate = await RTCPeerConnection.generateCertificate({ name: "ECDSA", namedCurve: "P-256" });
    const connection = new RTCPeerConnection({ certificates: [certificate] });
    connection.close();
    return [certificate instanceof RTCCertificate, typeof RTCRtpSender.getCapabilities("audio")];
  },

  /** A wrapper that a page puts over ours, one that was asked for before, and frozen prototypes. */
  wrapping: async () => {
    const calls = [];
    const { prototype } = RTCPeerConnection;
    const { close, setLocalDescription } = prototype;
    prototype.close = function (...args) {
      calls.push(["close", args.length, this instanceof RTCPeerConnection]);
      return close.apply(this, args);
    };
    Object.defineProperty(prototype, "setLocalDescription", {
      configurable: true,
      value: new Proxy(setLocalDescription, {
        apply(method, self, args) {
          calls.push(["setLocalDescription", args.length]);
          return Reflect.apply(method, self, args);
        },
      }),
    });
    const connection = new RTCPeerConnection();
    connection.addTransceiver("audio");
    await connection.setLocalDescription();
    const state = connection.signalingState;
    connection.close();
    Object.assign(prototype, { close });
    Object.defineProperty(prototype, "setLocalDescription", { value: setLocalDescription });
    const same = [prototype.close === close, prototype.setLocalDescription === setLocalDescription];
    const bound = RTCPeerConnection.prototype.close.bind(new RTCPeerConnection());
    return { calls, state, same, bound: [bound.name, bound(), typeof close.call] };
  },

  freezing: async () => {
    for (const owner of Object.keys(HOOKED)) Object.freeze(window[owner].prototype);
    const connection = new RTCPeerConnection();
    connection.createDataChannel("frozen");
    await connection.setLocalDescription();
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const copy = stream.clone();
    for (const track of [...stream.getTracks(), ...copy.getTracks()]) track.stop();
    connection.close();
    return [connection.signalingState, copy.getTracks().map(({ readyState }) => readyState), copy.active];
  },

  realms: async () => {
    const frame = document.createElement("iframe");
    document.body.append(frame);
    const inner = frame.contentWindow;
    const connection = new inner.RTCPeerConnection();
    const answer = {
      own: connection instanceof inner.RTCPeerConnection,
      other: connection instanceof RTCPeerConnection,
      apart: inner.RTCPeerConnection.prototype.close !== RTCPeerConnection.prototype.close,
      keys: keysOf(inner.RTCPeerConnection.prototype),
      crossed: [],
    };
    // Methods of one realm work on objects of the other, and errors belong to the realm of the method.
    await RTCPeerConnection.prototype.setLocalDescription.call(connection);
    answer.crossed.push(connection.signalingState);
    try {
      inner.RTCPeerConnection.prototype.close.call({});
    } catch (error) {
      answer.crossed.push(error instanceof inner.TypeError, error instanceof TypeError);
    }
    RTCPeerConnection.prototype.close.call(connection);
    answer.crossed.push(connection.signalingState);
    const text = Function.prototype.toString.call(inner.RTCPeerConnection.prototype.close).includes("close");
    frame.remove();
    return { ...answer, named: text };
  },

  workers: () =>
    new Promise((resolve) => {
      const look = () => {
        const clone = Function.prototype.toString.call(globalThis.EventTarget.prototype.dispatchEvent);
        postMessage([Reflect.ownKeys(globalThis).map(String).sort(), clone, typeof globalThis.RTCPeerConnection]);
      };
      const address = URL.createObjectURL(new Blob([`(${look.toString()})()`], { type: "text/javascript" }));
      const worker = new Worker(address);
      worker.addEventListener("message", ({ data }) => {
        worker.terminate();
        resolve(data);
      });
    }),
};
