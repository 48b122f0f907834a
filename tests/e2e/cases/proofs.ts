import { randomBytes } from "node:crypto";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BrowserName } from "../../../scripts/browsers.ts";
import { CHECK_IN_PAGE, SETUP_PAGE } from "../harness/client.ts";
import { filesOf, filesWith, isIn, readWhole } from "../harness/disk-search.ts";
import { HASTE } from "../harness/haste.ts";
import { closeCheckIns, readWorld, shownCheckIns } from "../harness/looking-in.ts";
import { answerCheckIn, click, press, waitForState, waitForText } from "../harness/pages.ts";
import { talk, until } from "../harness/scene.ts";
import { openWatched, type Watched } from "../harness/watched.ts";
import { startTherapist } from "../site/therapist-peer.ts";
import { askAsNeighbour, askAsPage, lookIn, tryToRun } from "./intruders.ts";

/** Words that chance made: no compression can hide them, and nothing else says them. */
const drawWords = (): string => randomBytes(18).toString("hex");

/**
 * What is promised of the network, the disk and strangers, held against one whole way: invite, consent, call, check-in by
 * itself, answers, delivery. Then the browser is quit as a person does it, and its profile searched.
 */
export function playProofs(name: BrowserName): void {
  const [secret, control] = [drawWords(), drawWords()];
  let watched: Watched;
  let call: Page;
  let checkIn: Page;

  beforeAll(async () => {
    watched = await openWatched(name);
    call = await callAndLeave(watched);
  });
  afterAll(() => watched?.close());

  const strangers = (): readonly string[] =>
    [...new Set(watched.proxy.contacts.map(({ host }) => host))].filter(
      (host) => host !== hostOf(watched.site.origin) && !watched.browser.makersHosts.test(host),
    );
  const ownHosts = async (): Promise<readonly string[]> => [
    ...new Set((await watched.browser.ownRequests()).filter((url) => url.startsWith("http")).map(hostOf)),
  ];
  const history = async (): Promise<readonly string[]> =>
    (await watched.browser.history())
      .filter(({ url }) => url.startsWith(watched.browser.base))
      .map(({ url, title }) => `${title}: ${url.slice(watched.browser.base.length)}`)
      .sort();

  test("the check-in that opens by itself leaves nothing in the history", async ({ skip }) => {
    skip(!(await isInPopup(watched.setup)), "the browser refused the popup, and a window is in the history");
    expect((await history()).filter((line) => line.includes("checkin"))).toEqual([]);
  });

  test("while answers are typed they are not on the disk", async () => {
    await closeCheckIns(watched.setup);
    await call.close();
    checkIn = await watched.browser.extensionPage(CHECK_IN_PAGE);
    await answerCheckIn(checkIn, { bond: 9, goals: 4, tasks: 7, text: secret });
    // Another tab in front: the browser writes down what stands in those behind it.
    const other = await watched.browser.open(`${watched.site.origin}/pages/left/in-front`);
    const areWritten = (): boolean =>
      ["/pages/left/in-front", CHECK_IN_PAGE].every((address) => openTabs().some((bytes) => isIn(bytes, address)));
    await until(async () => areWritten(), "the open tabs on the disk");
    expect(openTabs().filter(holdsAnswers)).toEqual([]);
    expect(filesWith(watched.browser.profile, secret)).toEqual([]);
    await other.close();
  });

  test("from the call to the answers sent nobody is contacted but the endpoint", async () => {
    await checkIn.bringToFront();
    await click(checkIn, "button", "Send");
    await waitForText(checkIn, "Saved");
    await until(async () => (await watched.practice.files()).length === 1, "the sealed answers");
    expect((await watched.practice.responses())[0]?.answers).toMatchObject({ B1: 9, G1: 4, T1: 7 });
    expect(JSON.stringify(await watched.practice.responses())).toContain(secret);
    expect(strangers()).toEqual([hostOf(watched.practice.mailboxOrigin)]);
    expect(await ownHosts()).toEqual([hostOf(watched.practice.mailboxOrigin)]);
  });

  test("the answers go out without cookie, referrer, origin and name of the installation", () => {
    const sent = watched.proxy.contacts.filter(({ host }) => host === hostOf(watched.practice.mailboxOrigin));
    expect(sent.length).toBeGreaterThan(0);
    for (const { headers, url, body } of sent) {
      const names = headers.filter((_, index) => index % 2 === 0).map((header) => header.toLowerCase());
      expect(names.filter((header) => ["cookie", "referer", "origin"].includes(header))).toEqual([]);
      expect(`${url} ${headers.join(" ")}`).not.toContain(watched.browser.id);
      expect(isIn(body, watched.browser.id)).toBe(false);
    }
  });

  test("the words of an answer are neither on the wire nor in the mailbox", () => {
    for (const { url, headers, body } of watched.proxy.contacts)
      expect(isIn(Buffer.concat([Buffer.from(`${url} ${headers.join(" ")}`), body]), secret)).toBe(false);
    expect(filesOf(watched.practice.folder).length).toBeGreaterThan(0);
    expect(filesWith(watched.practice.folder, secret)).toEqual([]);
  });

  test("after Send no page and no memory of the extension holds the answers", async () => {
    expect(await lookIn(checkIn)).toEqual({ chosen: 0, typed: "" });
    expect(await checkIn.content()).not.toContain(secret);
    const again = await watched.browser.extensionPage(CHECK_IN_PAGE);
    expect(await again.content()).not.toContain(secret);
    await again.close();
    expect(await watched.setup.content()).not.toContain(secret);
    expect(JSON.stringify(await watched.setup.evaluate("chrome.storage.session.get(null)"))).not.toContain(secret);
  });

  test("with no call and nothing to send there is no alarm", async () => {
    const alarms = async (): Promise<readonly unknown[]> =>
      (await watched.setup.evaluate("chrome.alarms.getAll()")) as readonly unknown[];
    await until(async () => (await alarms()).length === 0, "no alarm");
  });

  test.each(["readSetup", "listWaiting", "openCheckIn"])("another extension is refused: %s", async (kind) => {
    const { addressee } = watched.browser;
    expect(await askAsNeighbour(watched.browser.neighbour, addressee, { v: 1, kind, ask: null })).toEqual({
      message: "refused",
      port: "closed unheard",
      file: "refused",
      page: "refused",
    });
  });

  test("a page can neither ask, nor read a file of ours, nor make a session by what it says", async () => {
    const seen = async () => [(await readWorld(watched.setup)).sessions, await shownCheckIns(watched.setup)];
    const before = await seen();
    const page = await watched.browser.open(`${watched.site.origin}/pages/left/intruder`);
    expect(await askAsPage(page, watched.browser.base)).toEqual({ door: "none", file: "refused", picture: "refused" });
    await page.close();
    expect(await seen()).toEqual(before);
  });

  test("a page of ours runs no text as code and no code of others", async () => {
    const page = await watched.browser.extensionPage(SETUP_PAGE);
    expect((await tryToRun(page)).ran).toEqual([]);
    await page.close();
    expect(strangers().filter((host) => host.includes("elsewhere"))).toEqual([]);
  });

  test("since the answers were sent the extension has asked nobody for anything", async () => {
    const sent = (await watched.browser.ownRequests()).filter((url) => url.startsWith("http"));
    expect(sent.map(hostOf)).toEqual([hostOf(watched.practice.mailboxOrigin)]);
    expect(strangers()).toEqual([hostOf(watched.practice.mailboxOrigin)]);
  });

  test("the history knows our pages by their addresses, and by neutral titles", async () => {
    const known = { chromium: [`Aftersession: ${SETUP_PAGE}`, `Check-in: ${CHECK_IN_PAGE}`], firefox: [] };
    expect(await history()).toEqual(known[name]);
  });

  test("a host that is not the endpoint would be seen, by its name", async () => {
    await watched.setup.evaluate(() => fetch("https://telltale.example/").catch(() => null));
    await until(async () => strangers().includes("telltale.example:443"), "the stranger's name");
    expect(await ownHosts()).toContain("telltale.example");
  });

  test("when the browser has quit, the words are nowhere in its profile", async () => {
    await watched.setup.evaluate(keepInDatabase, control);
    await watched.browser.quit();
    // A browser that was told to quit may still write for a moment.
    await until(async () => filesWith(watched.browser.profile, control).length > 0, "what was kept on purpose");
    expect(filesWith(watched.browser.profile, secret)).toEqual([]);
    expect(openTabs().filter(holdsAnswers)).toEqual([]);
  });

  /** The files in which a browser keeps open tabs, to bring them back. */
  function openTabs(): readonly Buffer[] {
    return filesOf(watched.browser.profile)
      .filter((path) => /[\\/](?:Session_\d+|Tabs_\d+|\w+\.jsonlz4)$/.test(path))
      .map(readWhole);
  }
}

function isInPopup(ours: Page): Promise<boolean> {
  return ours.evaluate(
    async () =>
      (await chrome.runtime.getContexts({ contextTypes: ["POPUP"] as chrome.runtime.ContextType[] })).length > 0,
  );
}

/** Each browser's own words for a question of the form that it remembers. */
function holdsAnswers(bytes: Buffer): boolean {
  return isIn(bytes, "@name='B1'") || isIn(bytes, "wish");
}

/** `localhost:1234`, `telltale.example`. */
function hostOf(address: string): string {
  return new URL(address).host;
}

async function callAndLeave({ site, browser, setup }: Watched): Promise<Page> {
  const therapist = await startTherapist(site.origin, "proofs");
  const page = await browser.open(`${site.origin}/pages/call/proofs`);
  await page.bringToFront();
  await waitForState(page, "lobby");
  await press(page, "#join");
  await Promise.all([therapist.inCall(), waitForState(page, "inCall")]);
  await talk((HASTE.minimumLive + 1.5) * 1_000);
  await press(page, "#leave");
  const isShown = async (): Promise<boolean> =>
    (await shownCheckIns(setup)).some((text) => text.includes("Your session has ended"));
  await until(isShown, "the check-in");
  await therapist.stop();
  return page;
}

/** What the search must find, where the extension keeps what it keeps. */
function keepInDatabase(words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("control", 1);
    opening.addEventListener("upgradeneeded", () => void opening.result.createObjectStore("words"));
    opening.addEventListener("error", () => reject(new Error("The database does not open.")));
    opening.addEventListener("success", () => {
      const writing = opening.result.transaction("words", "readwrite", { durability: "strict" });
      writing.objectStore("words").put({ words }, 1);
      writing.addEventListener("complete", () => resolve());
    });
  });
}
