import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { needBrowser } from "../../../scripts/browsers.ts";
import { bundleHooks } from "../../content/bundle-content.ts";

/** The hooks alone, as they ship, on real peer connections. What they say is written down in the place of an observer. */
const RECORDER = `
  window.signals = [];
  document.addEventListener("aftersession", ({ detail: nonce }) => {
    document.addEventListener(nonce, ({ detail }) => detail?.startsWith("{") && signals.push(JSON.parse(detail)));
    document.dispatchEvent(new CustomEvent(nonce + "?"));
  });`;

/** One side of a call; descriptions travel through the test, with all their candidates. */
const CALL_SIDE = `
  window.describe = async (connection, description) => {
    if (description) await connection.setRemoteDescription(description);
    if (description?.type === "answer") return null;
    await connection.setLocalDescription();
    while (connection.iceGatheringState !== "complete")
      await new Promise((resolve) => connection.addEventListener("icegatheringstatechange", resolve, { once: true }));
    return connection.localDescription.toJSON();
  };
  window.join = async (description) => {
    window.stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    window.connection = new RTCPeerConnection();
    if (description) await connection.setRemoteDescription(description);
    for (const track of stream.getTracks()) connection.addTrack(track, stream);
    return describe(connection);
  };`;

let browser: Browser;
let server: Server;
let hooks: string;
const pages: Page[] = [];

beforeAll(async () => {
  hooks = await bundleHooks();
  server = createServer((_, response) => response.setHeader("content-type", "text/html").end("<!doctype html>"));
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  browser = await puppeteer.launch({
    executablePath: needBrowser("chromium"),
    pipe: true,
    args: ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"],
  });
});
afterEach(async () => {
  await Promise.all(pages.splice(0).map((page) => page.close()));
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

async function openPage(): Promise<Page> {
  const page = await browser.newPage();
  pages.push(page);
  await page.evaluateOnNewDocument(`${RECORDER}\n${hooks}\n${CALL_SIDE}`);
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
  return page;
}

/** Waits until the latest word on this fact is so. */
async function hears(page: Page, kind: string, fields: object): Promise<void> {
  await page.waitForFunction(
    (kind, fields) => {
      const { signals } = globalThis as unknown as { signals: readonly Record<string, unknown>[] };
      const latest = signals.findLast((signal) => signal.kind === kind);
      return Object.entries(fields).every(([name, value]) => latest?.[name] === value);
    },
    { polling: 50, timeout: 30_000 },
    kind,
    fields,
  );
}

async function call(): Promise<{ readonly client: Page; readonly therapist: Page }> {
  const [client, therapist] = [await openPage(), await openPage()];
  await pass(client, "join", therapist, "join");
  return { client, therapist };
}

/** Offer by one page, answer by the other. */
async function pass(from: Page, offer: string, to: Page, answer: string): Promise<void> {
  const connection = (step: string): string => (step === "join" ? "join(" : `${step}(connection, `);
  const offered: unknown = await from.evaluate(`${connection(offer)}null)`);
  const answered: unknown = await to.evaluate(`${connection(answer)}${JSON.stringify(offered)})`);
  await from.evaluate(`describe(connection, ${JSON.stringify(answered)})`);
}

test("a call is told from the camera to the hang-up", async () => {
  const { client } = await call();
  await hears(client, "peerChanged", { state: "connected", flowing: true, loopback: false });
  await hears(client, "captureChanged", { live: true });
  await client.evaluate("connection.close(); for (const track of stream.getTracks()) track.stop();");
  await hears(client, "peerChanged", { state: "closedByPage", flowing: false });
  await hears(client, "captureChanged", { live: false });
});

test("the other side that stops sending, and then goes, is seen", async () => {
  const { client, therapist } = await call();
  await hears(client, "peerChanged", { flowing: true });
  await therapist.evaluate("for (const sender of connection.getSenders()) connection.removeTrack(sender);");
  await pass(therapist, "describe", client, "describe");
  await hears(client, "peerChanged", { state: "connected", flowing: false });
  await therapist.evaluate("connection.close();");
  await hears(client, "peerChanged", { state: "disconnected", flowing: false });
});

test("a test of two connections in one page is a loopback, also while its media flows", async () => {
  const page = await openPage();
  await page.evaluate(`(async () => {
    window.other = new RTCPeerConnection();
    const offer = await join();
    await describe(connection, await describe(other, offer));
  })()`);
  await hears(page, "peerChanged", { state: "connected", loopback: true });
  const told: unknown = await page.evaluate(
    "signals.filter(({ state, loopback }) => state === 'connected' && !loopback)",
  );
  expect(told).toEqual([]);
});

test("connections that a library opens to find out what the browser can do are not told", async () => {
  const page = await openPage();
  await page.evaluate(
    "for (let i = 0; i < 3; i++) { const p = new RTCPeerConnection(); p.createDataChannel('x'); p.close(); }",
  );
  await page.evaluate("join()");
  await hears(page, "peerChanged", { peer: 1, state: "connecting" });
  const peers: unknown = await page.evaluate(
    "signals.filter(({ kind }) => kind === 'peerChanged').map(({ peer }) => peer)",
  );
  expect(new Set(peers as number[])).toEqual(new Set([1]));
});
