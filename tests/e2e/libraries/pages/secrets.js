// A page that looks over the shoulder of everything that runs in it: whatever passes one of its own traps is kept in
// `overheard`, with the name of the event that is heard at that moment and the function that called.

const overheard = [];
const pieces = [];

/** Never through what it has trapped itself. */
const keep = (value) => {
  pieces[pieces.length] = `${value}`;
};

function look(self, caller) {
  keep(window.event?.type);
  keep(new Error().stack);
  try {
    if (caller !== eavesdrop && caller !== haveSomethingToTell) keep(caller?.toString());
    for (const name in self) if (typeof self[name] === "string") keep(self[name]);
    if (typeof self?.type === "string") keep(self.type);
  } catch {
    // A function of strict code has no caller, and not every object likes to be looked at.
  }
}

function trapMethod(object, name) {
  const method = object[name];
  object[name] = function trap(...values) {
    look(this, callerOf(trap));
    for (let at = 0; at < values.length; at += 1) if (typeof values[at] === "string") keep(values[at]);
    return Reflect.apply(method, this, values);
  };
}

function callerOf(trap) {
  try {
    return trap.caller;
  } catch {
    return null;
  }
}

function trapGetter(object, name, result) {
  const native = Object.getOwnPropertyDescriptor(object, name);
  Object.defineProperty(object, name, {
    __proto__: null,
    configurable: true,
    get: function trap() {
      look(this, callerOf(trap));
      return native === undefined ? result : Reflect.apply(native.get, this, []);
    },
  });
}

globalThis.eavesdrop = () => {
  for (const name of ["map", "some", "filter", "slice", "includes", "push", "forEach", "join"])
    trapMethod(Array.prototype, name);
  for (const name of ["addEventListener", "removeEventListener", "dispatchEvent"]) {
    trapMethod(EventTarget.prototype, name);
    trapMethod(document, name);
  }
  for (const kind of [WeakMap, WeakSet, Set])
    for (const name of ["has", "add", "get", "set"]) if (name in kind.prototype) trapMethod(kind.prototype, name);
  for (const name of ["bubbles", "cancelable", "composed", "toJSON", "capture"]) trapGetter(Object.prototype, name);
  for (const name of ["detail"]) trapGetter(CustomEvent.prototype, name);
  for (const name of ["type", "target"]) trapGetter(Event.prototype, name);
  trapMethod(RTCPeerConnection.prototype, "getReceivers");
  trapMethod(MediaStream.prototype, "getTracks");
  trapMethod(JSON, "stringify");
  trapMethod(Reflect, "set");
  globalThis.CustomEvent = class extends globalThis.CustomEvent {
    constructor(...values) {
      keep(values[0]);
      super(...values);
    }
  };
  addEventListener("pageshow", ({ persisted }) => (document.body.dataset.shown = persisted ? "again" : "anew"));
};

/** Something to tell, so that the hooks run through the traps. */
globalThis.haveSomethingToTell = async () => {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const connection = new RTCPeerConnection();
  connection.createDataChannel("x");
  await connection.setLocalDescription();
  connection.close();
  for (const track of stream.getTracks()) track.stop();
};

globalThis.readOverheard = () => {
  for (const piece of pieces.splice(0)) overheard.push(piece);
  return overheard;
};
