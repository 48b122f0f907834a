import { afterEach, describe, expect, test } from "vitest";
import { installHooks } from "../../src/content/hooks.ts";
import { createObserverChannel } from "../../src/content/observer-channel.ts";
import { isKey, parseContentSignal } from "../../src/protocol/content-signals.ts";
import { HELLO, QUESTION } from "../../src/protocol/handshake.ts";
import { createSimulatedPage, describedAs, SimulatedTrack, settle } from "./simulated-page.ts";

interface Heard {
  readonly type: string;
  readonly detail: unknown;
}

/** A page with hooks and an observer, and every event that passes the document. */
function play() {
  const page = createSimulatedPage();
  const heard: Heard[] = [];
  const { document } = page;
  const dispatch = document.dispatchEvent.bind(document);
  const readDetail = Object.getOwnPropertyDescriptor(CustomEvent.prototype, "detail")!.get!;
  document.dispatchEvent = (event) => {
    heard.push({ type: event.type, detail: Reflect.apply(readDetail, event, []) });
    return dispatch(event);
  };
  installHooks(page.hooked);
  const facts: string[] = [];
  const channel = createObserverChannel({
    page: page.observed,
    listen: (target, type, handle) => target.addEventListener(type, handle),
    knownNonce: null,
    hear: (word) => facts.push(word),
  });
  channel.start();
  return { ...page, channel, heard, facts };
}

/** A call in which everything has a name, an address or words. */
async function callWithSecrets({ createPeer, devices }: ReturnType<typeof play>): Promise<void> {
  const stream = await devices.getUserMedia({ audio: true });
  const peer = createPeer();
  await peer.setLocalDescription(describedAs("SE:CR:E7"));
  await peer.setRemoteDescription({ sdp: "v=0\r\ns=secret\r\na=candidate:1 1 udp 1 secret.example 9 typ host" });
  peer.createDataChannel("secret label").become("open");
  peer.receive(Object.assign(new SimulatedTrack(), { label: "secret camera" }));
  peer.become("connected");
  await settle();
  peer.close();
  stream.getTracks()[0]!.stop();
  await settle();
}

describe("between hooks and observer", () => {
  test("every word is of the vocabulary, whatever the call holds", async () => {
    const page = play();
    await callWithSecrets(page);
    page.channel.ask();
    await settle();
    const nonce = page.heard.find(({ type }) => type === HELLO)?.detail;
    expect(isKey(nonce)).toBe(true);
    for (const { type, detail } of page.heard) {
      if (type === HELLO + QUESTION || type === `${String(nonce)}${QUESTION}`) expect(detail).toBeNull();
      else if (type === HELLO) expect(detail).toBe(nonce);
      else expect([type, isWord(detail)]).toEqual([nonce, true]);
    }
    const kinds = page.facts.filter((word) => !isKey(word)).map((word) => (JSON.parse(word) as { kind: string }).kind);
    expect(new Set(kinds)).toEqual(new Set(["captureChanged", "peerChanged", "channelChanged"]));
  });

  test("hooks that have met an observer are deaf to the fixed name", () => {
    const page = play();
    const before = page.heard.length;
    page.document.dispatchEvent(new CustomEvent(HELLO + QUESTION));
    expect(page.heard.slice(before)).toEqual([{ type: HELLO + QUESTION, detail: null }]);
  });
});

/** The document key, or a fact of which the background's parser keeps every field. */
function isWord(detail: unknown): boolean {
  if (isKey(detail)) return true;
  const signal = { ...(JSON.parse(String(detail)) as object), v: 1 };
  return JSON.stringify({ ...parseContentSignal(signal), v: 1 }) === JSON.stringify(signal);
}

describe("a page that has put its own over the language", () => {
  const undo: (() => void)[] = [];
  afterEach(() => {
    for (const each of undo.splice(0)) each();
  });
  /** Without a prototype, as one test is about descriptors that have one. */
  function put(object: object, name: PropertyKey, descriptor: PropertyDescriptor): void {
    const before = Object.getOwnPropertyDescriptor(object, name);
    Object.defineProperty(object, name, Object.assign(Object.create(null), descriptor, { configurable: true }));
    undo.push(() => {
      if (before === undefined) Reflect.deleteProperty(object, name);
      else Object.defineProperty(object, name, before);
    });
  }

  test("does not learn what hooks and observer call each other", async () => {
    const page = play();
    const overheard: unknown[] = [];
    const keep = function (this: object): undefined {
      overheard.push(...Object.values(this));
    };
    for (const name of ["bubbles", "cancelable", "composed", "toJSON"]) put(Object.prototype, name, { get: keep });
    page.channel.ask();
    await callWithSecrets(page);
    expect(overheard.filter(isKey)).toEqual([]);
    expect(page.facts.length).toBeGreaterThan(2);
  });

  test("cannot change what is told by changing how text is made of objects", async () => {
    const page = play();
    put(Object.prototype, "toJSON", { value: () => undefined });
    await page.createPeer().setLocalDescription();
    await settle();
    undo.splice(0).forEach((each) => each());
    expect(page.facts.slice(1)).toEqual([
      `{"kind":"peerChanged","peer":1,"state":"connecting","flowing":false,"loopback":false}`,
    ]);
  });

  test("finds no trap of its own in a hooked method", () => {
    const page = play();
    const peer = page.createPeer();
    const { close } = page.RTCPeerConnection.prototype;
    const caught: unknown[] = [];
    for (const name of ["get", "has", "getOwnPropertyDescriptor", "ownKeys"])
      put(Object.prototype, name, { value: (...seen: unknown[]) => caught.push(seen) });
    const read = [close.length, "name" in close, Reflect.ownKeys(close).length];
    close.call(peer as never);
    undo.splice(0).forEach((each) => each());
    expect(read).toEqual([0, true, 2]);
    expect(caught).toEqual([]);
  });

  test("gets the browser's promise of a device, not one of its own species", async () => {
    const { devices } = play();
    class Other extends Promise<unknown> {}
    put(Promise, Symbol.species, { value: Other });
    const promise = devices.getUserMedia({ audio: true });
    expect(promise).not.toBeInstanceOf(Other);
    expect((await promise).getTracks()).toHaveLength(1);
  });
});
