import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Chromium, startChromium } from "../harness/chromium.ts";
import { dropOn } from "../harness/drop.ts";
import { click, waitForText } from "../harness/pages.ts";
import { until } from "../harness/scene.ts";
import { seedFor, takeOver } from "../harness/seeded-therapist.ts";

const THERAPIST = "src/ui/therapist/index.html";
/** Enough that opening can be stopped in the middle. */
const [CLIENTS, SESSIONS] = [6, 60];

let chromium: Chromium;
let page: Page;
let seeded: Awaited<ReturnType<typeof seedFor>>;
let folder: Server;

beforeAll(async () => {
  seeded = await seedFor(CLIENTS, SESSIONS);
  folder = await serveFolder(() => seeded.answers);
  chromium = await startChromium();
  page = await chromium.extensionPage(THERAPIST);
  await takeOver(page, seeded);
});
afterAll(async () => {
  await chromium?.stop();
  folder?.close();
  seeded?.remove();
});

/** A WebDAV folder as Nextcloud lists it, for one user. */
async function serveFolder(where: () => string): Promise<Server> {
  const server = createServer((request, reply) => {
    if (request.headers.authorization !== `Basic ${btoa("rivera:secret")}`) return void reply.writeHead(401).end();
    const name = decodeURIComponent((request.url ?? "").split("/").at(-1) ?? "");
    if (request.method === "GET") return void reply.end(readFileSync(join(where(), name)));
    const files = readdirSync(where()).map((file) => {
      const { size, mtime } = statSync(join(where(), file));
      return `<d:response><d:href>/dav/${encodeURIComponent(file)}</d:href><d:propstat><d:prop><d:resourcetype/><d:getcontentlength>${size}</d:getcontentlength><d:getlastmodified>${mtime.toUTCString()}</d:getlastmodified></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`;
    });
    const body = `<?xml version="1.0"?><d:multistatus xmlns:d="DAV:">${files.join("")}</d:multistatus>`;
    reply.writeHead(207, { "content-type": "application/xml" }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return server;
}

/** As the section for places keeps it. */
async function keepFolder(): Promise<void> {
  const url = `http://127.0.0.1:${(folder.address() as AddressInfo).port}/dav`;
  await page.evaluate(async (address) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open("aftersession-therapist");
      request.addEventListener("success", () => resolve(request.result));
    });
    const writing = database.transaction("settings", "readwrite");
    const endpoint = { adapter: "put", profile: "webdav", url: address, box: "", token: "w" };
    const reading = { kind: "webdav", url: address, user: "rivera", password: "secret" };
    writing.objectStore("settings").put({ place: { endpoint, mode: "sealed", reading } }, "place");
    await new Promise((resolve) => writing.addEventListener("complete", resolve));
    database.close();
  }, url);
}

const answersShown = (): Promise<number> => page.$$eval("main ul li time", (shown) => shown.length);

test("a folder that is dropped is opened in workers, and what is none of ours is said and left alone", async () => {
  writeFileSync(join(seeded.answers, "holiday.jpg"), "not sealed");
  const workers: string[] = [];
  page.on("workercreated", (worker) => workers.push(worker.url()));
  await dropOn(page, seeded.answers);
  await waitForText(page, `Files added: ${seeded.files}`);
  await waitForText(page, "holiday.jpg");
  expect(await answersShown()).toBeGreaterThan(0);
  expect(workers.some((url) => url.endsWith("/assets/opening-worker.js"))).toBe(true);
});

test("a file that somebody changed is shown as such, with its reason", async () => {
  const name = readdirSync(seeded.answers).find((file) => file.endsWith(".age")) ?? "";
  const bytes = readFileSync(join(seeded.answers, name));
  bytes[bytes.length - 1]! ^= 1;
  const changed = join(seeded.out, name);
  writeFileSync(changed, bytes);
  await dropOn(page, changed);
  await waitForText(page, "Set aside: 1");
  await click(page, "DisclosureTriangle", "Set aside: 1");
  await waitForText(page, "Sealed for you, but altered or cut short on the way.");
});

test("opening can be stopped, says that not all is shown, and goes on", async () => {
  await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open("aftersession-therapist");
      request.addEventListener("success", () => resolve(request.result));
    });
    const writing = database.transaction("vault", "readwrite");
    writing.objectStore("vault").delete(IDBKeyRange.bound("opened/", "opened/\uffff"));
    await new Promise((resolve) => writing.addEventListener("complete", resolve));
    database.close();
    // Pressed as soon as it is there: a person would see it for longer with more answers.
    sessionStorage.setItem("stop", "yes");
  });
  await page.evaluateOnNewDocument(() => {
    if (sessionStorage.getItem("stop") === null) return;
    const watching = new MutationObserver(() => {
      const stop = Array.from(document.querySelectorAll("button")).find((one) => one.textContent?.trim() === "Stop");
      if (stop === undefined) return;
      sessionStorage.removeItem("stop");
      watching.disconnect();
      stop.click();
    });
    watching.observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  await click(page, "button", "Inbox");
  await waitForText(page, "Opening was stopped.");
  await click(page, "button", "Open the rest");
  await until(async () => (await answersShown()) > 0, "the answers");
  expect(await page.$eval("body", ({ innerText }) => innerText)).not.toContain("Opening was stopped.");
});

test("the background finds what is new in a WebDAV folder by its name, shows a mark, and the page reads it", async () => {
  await keepFolder();
  await page.reload();
  await click(page, "button", "Inbox");
  await waitForText(page, "Up to date at");
  const fresh = join(seeded.answers, "6f1c1c1e-0000-4000-8000-000000000009.age");
  writeFileSync(fresh, "no sealed answer, and nobody looks into it");
  await page.click("main details summary ::-p-text(Look by itself)");
  await page.select("main details select", "15");
  await waitForText(page, "Look by itself while this page is closed: on");
  const worker = await (await chromium.browser.waitForTarget(chromium.isWorker)).worker();
  await worker!.evaluate(async () => {
    const alarms = await chrome.alarms.getAll();
    if (!alarms.some(({ name }) => name === "inbox")) throw new Error("No alarm was set.");
    // The same listener, a quarter of an hour early.
    await chrome.alarms.create("inbox", { when: Date.now() });
  });
  const badge = () => worker!.evaluate(() => chrome.action.getBadgeText({}));
  await until(async () => (await badge()) === "•", "the mark on the button", 60_000);
  await click(page, "button", "Refresh");
  await waitForText(page, "Set aside: 2");
  await until(async () => (await badge()) === "", "the mark to go");
});
