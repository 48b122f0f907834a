import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, type Chromium, startChromium } from "../harness/chromium.ts";
import { acceptInvite, answerCheckIn, click, waitForText } from "../harness/pages.ts";
import { openScene, type Scene, until } from "../harness/scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene({ takeBackSeconds: 0 });
});
afterAll(() => scene?.close());

/** A check-in by hand, from the page's own button to "Saved". */
async function submitByHand({ chromium }: { readonly chromium: Chromium }, bond: number): Promise<void> {
  const page = await chromium.extensionPage("src/ui/checkin/index.html");
  await click(page, "button", "I just had a session");
  await answerCheckIn(page, { bond, goals: 5, tasks: 5 });
  await click(page, "button", "Send");
  await waitForText(page, "Saved");
  await page.close();
}

async function bondsInMailbox(): Promise<readonly unknown[]> {
  return (await scene.practice.responses()).map(({ answers }) => answers.B1).sort();
}

test("an endpoint that is down gets the answers when it is up again, once", async () => {
  await scene.practice.mailboxDown();
  await submitByHand(scene, 1);
  await until(async () => (await ask(scene.setup, "listWaiting", null)).some(({ reason }) => reason !== null), "a try");
  await scene.practice.mailboxUp();
  await ask(scene.setup, "retryNow", null);
  await until(async () => (await bondsInMailbox()).length === 1, "the answers");
  expect(await bondsInMailbox()).toEqual([1]);
});

test("answers given offline leave when the computer is online again", async () => {
  const worker = await scene.chromium.browser.waitForTarget((target) => target.type() === "service_worker");
  const session = await worker.createCDPSession();
  await session.send("Network.enable");
  const conditions = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  await session.send("Network.emulateNetworkConditions", { offline: true, ...conditions });
  await submitByHand(scene, 2);
  await until(async () => (await ask(scene.setup, "listWaiting", null)).some(({ reason }) => reason !== null), "a try");
  expect(await bondsInMailbox()).toEqual([1]);
  await session.send("Network.emulateNetworkConditions", { offline: false, ...conditions });
  await session.detach();
  await until(async () => (await bondsInMailbox()).length === 2, "the answers", 60_000);
  expect(await bondsInMailbox()).toEqual([1, 2]);
});

test("a worker that dies while answers wait sends them after it is awake again, once", async () => {
  await scene.practice.mailboxDown();
  await submitByHand(scene, 3);
  await scene.chromium.killWorker();
  await scene.practice.mailboxUp();
  await ask(scene.setup, "retryNow", null);
  await until(async () => (await bondsInMailbox()).length === 3, "the answers", 60_000);
  expect(await bondsInMailbox()).toEqual([1, 2, 3]);
});

test("a browser killed after Saved delivers once after its next start", async () => {
  await scene.practice.mailboxDown();
  await submitByHand(scene, 4);
  await scene.chromium.killBrowser();
  await scene.practice.mailboxUp();
  const chromium = await startChromium({ profile: scene.chromium.profile });
  scene = { ...scene, chromium, setup: await chromium.extensionPage("src/ui/setup/index.html") };
  await waitForText(scene.setup, "Your check-ins with");
  await ask(scene.setup, "retryNow", null);
  await until(async () => (await bondsInMailbox()).length === 4, "the answers", 60_000);
  expect(await bondsInMailbox()).toEqual([1, 2, 3, 4]);
});

describe("an endpoint that is not what it should be", () => {
  let server: Server;
  let reply: RequestListener = () => {};
  beforeAll(async () => {
    server = createServer((request, response) => {
      request.resume();
      request.once("end", () => reply(request, response));
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
  });
  afterAll(() => server.close());

  test.each<[string, RequestListener, string]>([
    [
      "a web page",
      (_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<h1>Sign in</h1>"),
      "webPage",
    ],
    ["a redirect", (_, response) => response.writeHead(302, { location: "/elsewhere" }).end(), "moved"],
    ["a refused token", (_, response) => response.writeHead(401).end(), "wrongKey"],
    ["a mailbox that is gone", (_, response) => response.writeHead(410).end(), "gone"],
  ])("%s holds the answers back and says why", async (_, listener, reason) => {
    reply = listener;
    const { port } = server.address() as AddressInfo;
    const { practice } = scene;
    const chromium = await startChromium();
    try {
      const setup = await chromium.extensionPage("src/ui/setup/index.html");
      const endpoint = {
        adapter: "put",
        profile: "mailbox",
        url: `http://localhost:${port}`,
        box: "b",
        token: "t",
      } as const;
      await acceptInvite(setup, await practice.invite({ endpoint }));
      await submitByHand({ chromium }, 5);
      await until(async () => (await ask(setup, "readSetup", null))?.held === reason, `held for ${reason}`);
      await waitForText(setup, "Answers cannot be sent right now");
      expect(await ask(setup, "listWaiting", null)).toMatchObject([{ state: "parked" }]);
    } finally {
      await chromium.stop();
    }
  });

  test("the right status with somebody else's words is no delivery", async () => {
    reply = (_, response) => response.writeHead(201, { "content-type": "application/json" }).end('{"ok":true}');
    const { port } = server.address() as AddressInfo;
    const chromium = await startChromium();
    try {
      const setup = await chromium.extensionPage("src/ui/setup/index.html");
      const endpoint = {
        adapter: "put",
        profile: "mailbox",
        url: `http://localhost:${port}`,
        box: "b",
        token: "t",
      } as const;
      await acceptInvite(setup, await scene.practice.invite({ endpoint }));
      await submitByHand({ chromium }, 5);
      await until(async () => (await ask(setup, "listWaiting", null))[0]?.reason === "strangeReply", "the reason");
    } finally {
      await chromium.stop();
    }
  });
});
