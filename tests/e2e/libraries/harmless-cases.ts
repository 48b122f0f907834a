import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../harness/scene.ts";
import { type LibraryBrowser, type LibraryScene, openLibraryScene } from "./library-scene.ts";
import { closePair, inBoth, openPair, type Pair, withoutOurLine } from "./side-by-side.ts";

/** Looked at on one page after the other; the last one leaves its page frozen. */
const LANGUAGE = ["descriptors", "instances", "statics", "markup", "resources", "workers", "wrapping", "freezing"];
const CALLS = ["wrongSelves", "wrongArguments", "unhandled", "order", "identity", "callbacks"];
const POISONS = [
  "states that throw",
  "states that lie",
  "receivers that throw",
  "receivers that are nothing",
  "receivers behind a revoked proxy",
  "receivers without end",
  "methods that call each other without end",
  "arrays that throw",
  "arrays that lie",
  "collections that throw",
  "promises that throw",
  "promises of another kind",
  "text that throws",
  "events that throw",
  "chance, clocks and queues",
  "reflection that throws",
  "traps for everything",
  "options for everything",
];

const LIBRARIES: Readonly<Record<string, string>> = {
  "webrtc-adapter": "/vendor/adapter.js",
  peerjs: "/vendor/peerjs.js",
  "simple-peer": "/vendor/simple-peer.js",
  "livekit-client": "/vendor/livekit-client.js",
  "mediasoup-client": "/vendor/mediasoup-client.js",
  "twilio-video": "/vendor/twilio-video.js",
};

/** A page with the extension beside the same page without, in one browser; all that may differ is said here. */
export function describeHarmlessness(startBrowser: () => Promise<LibraryBrowser>): void {
  let scene: LibraryScene;
  let pair: Pair;
  beforeAll(async () => {
    scene = await openLibraryScene(startBrowser);
    pair = await openPair(scene, ["/libraries/probes-of-language.js", "/libraries/probes-of-calls.js"]);
  });
  afterAll(() => scene?.close());

  test("a hooked method says native, only without its name, and is like the browser's in everything else", async () => {
    const { hooked, plain } = await inBoth(pair, "languageProbes.methods()");
    const methods = Object.entries(plain as Record<string, { readonly name: string; readonly text: string }>);
    expect(methods).toHaveLength(8);
    const nameless = methods.map(([path, method]) => [
      path,
      { ...method, text: method.text.replace(`function ${method.name}(`, "function (") },
    ]);
    expect(hooked).toEqual(Object.fromEntries(nameless));
  });

  test("nothing is added to window, document or navigator but a mark on the document", async () => {
    const { hooked, plain } = await inBoth(pair, "languageProbes.roots()");
    const [seen, unseen] = [hooked as Record<string, string[]>, plain as Record<string, string[]>];
    expect(seen.document).toEqual([...unseen.document!, "Symbol(aftersession)"]);
    // Firefox makes its globals when they are first named, in that order.
    expect(seen.window!.sort()).toEqual(unseen.window!.sort());
    expect({ ...seen, document: null, window: null }).toEqual({ ...unseen, document: null, window: null });
  });

  test("frames have realms of their own, hooked like the page and apart from it", async () => {
    const { hooked, plain } = await inBoth(pair, "languageProbes.realms()");
    expect(hooked).toEqual({ ...(plain as object), named: false });
  });

  test("a promise settles in the same turn, and that of getUserMedia one later", async () => {
    const { hooked, plain } = await inBoth(pair, "callProbes.turns()");
    expect(hooked).toEqual({ ...(plain as object), getUserMediaRefused: 2 });
    expect(plain).toMatchObject({ getUserMediaRefused: 1, getUserMedia: "later" });
  });

  test.each(CALLS)("calls are answered alike: %s", async (probe) => {
    const { hooked, plain } = await inBoth(pair, `callProbes.${probe}()`);
    expect(withoutOurLine(hooked)).toEqual(plain);
  });

  test.each(LANGUAGE)("objects look alike: %s", async (probe) => {
    const { hooked, plain } = await inBoth(pair, `languageProbes.${probe}()`);
    expect(hooked).toEqual(plain);
  });

  describe("a page that has put its own over what hooks read gets what it gets without them", () => {
    let tasters: Pair;
    const said = { hooked: [] as string[], plain: [] as string[] };
    beforeAll(async () => {
      tasters = await openPair(scene, ["/libraries/poison-taster.js"]);
      for (const side of ["hooked", "plain"] as const) {
        tasters[side].on("console", (message) => said[side].push(message.text()));
        tasters[side].on("pageerror", (error) => said[side].push(String(error)));
      }
    });
    afterAll(() => closePair(tasters));

    test.each(POISONS)("%s", async (poison) => {
      const { hooked, plain } = await inBoth(tasters, `taste(${JSON.stringify(poison)})`);
      expect(plain).toContain("close the other: undefined");
      expect(hooked).toEqual(plain);
      expect(said.hooked).toEqual(said.plain);
    });
  });

  test.each(Object.entries(LIBRARIES))("%s finds and does what it does without", async (library, script) => {
    const own = await openPair(scene, [script, "/libraries/probes-of-libraries.js"]);
    const { hooked, plain } = await inBoth(own, `libraryProbes["${library}"]()`);
    expect(hooked).toEqual(plain);
    expect(plain).toBeTypeOf("object");
    await closePair(own);
  });

  test("what hooks and observer call each other stays their own, whatever the page traps", async () => {
    const page = await scene.open(`${scene.site.origin}/libraries/blank`);
    await page.addScriptTag({ url: "/libraries/secrets.js" });
    await page.evaluate("eavesdrop()");
    await page.evaluate("haveSomethingToTell()");
    // Back from the cache the observer asks for everything anew.
    await page.goto(`${scene.site.origin}/libraries/blank/elsewhere`);
    await page.evaluate("void setTimeout(() => history.back())");
    await until(async () => (await shownAs(page)) === "again", "the page back from the cache");
    await page.evaluate("haveSomethingToTell()");
    const overheard = (await page.evaluate("readOverheard()")) as readonly string[];
    expect(overheard.some((piece) => /hooks\.iife|<anonymous code>/.test(piece))).toBe(true);
    expect(overheard.filter((piece) => /[0-9a-f]{32}/.test(piece))).toEqual([]);
    expect(overheard.filter((piece) => piece.includes("=>"))).toEqual([]);
    await page.close();
  });

  test("of a call full of words, names and addresses nothing leaves the page but states and numbers", async () => {
    const signals = await scene.recordSignals();
    const page = await scene.open(`${scene.site.origin}/libraries/telling/secret-room?secret=1#secret`);
    await until(async () => (await page.$eval("body", ({ dataset }) => dataset.state)) === "told", "the call told");
    await page.close();
    const told = await signals();
    expect(told.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["documentOpened", "captureChanged"]));
    expect(told).toContainEqual(expect.objectContaining({ kind: "peerChanged", state: "connected", flowing: true }));
    expect(told).toContainEqual(expect.objectContaining({ kind: "routeChanged" }));
    for (const signal of told) expect(wordsOf(signal)).toEqual([]);
  });
}

function shownAs(page: Pair["hooked"]): Promise<string | undefined> {
  return page.$eval("body", ({ dataset }) => dataset.shown).catch(() => undefined);
}

/** Everything in a signal that is not of its vocabulary. */
function wordsOf(signal: Readonly<Record<string, unknown>>): readonly unknown[] {
  const known = /^(?:[0-9a-f]{32}|navigate|connecting|connected|disconnected|failed|closedByPage)$/;
  const kinds = /^(?:documentOpened|captureChanged|peerChanged|channelChanged|routeChanged|documentLeaving|alive)$/;
  return Object.entries(signal).filter(([key, value]) => {
    if (key === "kind") return !kinds.test(String(value));
    if (typeof value === "string") return !known.test(value);
    return typeof value !== "boolean" && !(Number.isInteger(value) && Number(value) < 100);
  });
}
