import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ElementHandle, Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Practice, startPractice } from "../../../demo/practice.ts";
import { openEnvelope } from "../../../src/adapters/sealing/open-envelope.ts";
import { identitiesOf, readKeyFile } from "../../../src/adapters/sealing/therapist-key.ts";
import { type Chromium, startChromium } from "../harness/chromium.ts";
import { inviteByHand } from "../harness/invite-by-hand.ts";
import { acceptInvite, answerCheckIn, chooseFile, click, PATIENCE_MS, waitForText } from "../harness/pages.ts";
import { until } from "../harness/scene.ts";

const THERAPIST_PAGE = "src/ui/therapist/index.html";
const SETUP_PAGE = "src/ui/setup/index.html";
const CHECK_IN_PAGE = "src/ui/checkin/index.html";

let practice: Practice;
let chromium: Chromium;
/** The client's new computer; later the therapist's. */
let another: Chromium;
let therapist: Page;
let setup: Page;
const folder = mkdtempSync(join(tmpdir(), "aftersession-actions-"));
const keyFile = join(folder, "aftersession-key.txt");

beforeAll(async () => {
  practice = await startPractice({ folder: join(folder, "mailbox"), videoHosts: ["localhost:8123"] });
  [chromium, another] = await Promise.all([startChromium(), startChromium()]);
  therapist = await chromium.extensionPage(THERAPIST_PAGE);
  const invite = await inviteByHand(therapist, practice, folder);
  setup = await chromium.extensionPage(SETUP_PAGE);
  await acceptInvite(setup, invite);
  await answer(chromium, "Before all that");
});
afterAll(async () => {
  await Promise.all([chromium?.stop(), another?.stop()]);
  await practice?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A check-in of a client's by their own hand, until it lies in the mailbox. */
async function answer(browser: Chromium, text: string): Promise<void> {
  const before = (await practice.files()).length;
  const checkIn = await browser.extensionPage(CHECK_IN_PAGE);
  await click(checkIn, "button", "I just had a session");
  await answerCheckIn(checkIn, { bond: 9, goals: 4, tasks: 7, text });
  await click(checkIn, "button", "Send");
  await waitForText(checkIn, "Saved");
  await until(async () => (await practice.files()).length > before, "the sealed answer");
  await checkIn.close();
}

async function openSection(name: string): Promise<void> {
  await therapist.bringToFront();
  await click(therapist, "button", name);
}

/** Fetches what is new, and uncovers it. */
async function readAnswer(text: string): Promise<void> {
  await openSection("Inbox");
  await click(therapist, "button", "Refresh");
  await click(therapist, "button", "Show without guessing: A. B.");
  await waitForText(therapist, text);
}

const clientsShown = (): Promise<readonly string[]> =>
  therapist.$$eval("main li h2", (names) => names.map(({ textContent }) => textContent ?? ""));

async function inviteShown(): Promise<string> {
  const link = await therapist.waitForSelector(`::-p-aria([name="Invite link"])`, { timeout: PATIENCE_MS });
  return link!.evaluate((field) => (field as HTMLTextAreaElement).value);
}

test("a client who is paused, or whose therapy has ended, keeps all answers, also one that still comes", async () => {
  await readAnswer("Before all that");
  await openSection("Clients");
  await click(therapist, "button", "More A. B.");
  await click(therapist, "button", "Pause");
  await waitForText(therapist, "Paused since");
  await click(therapist, "button", "Expect answers again");
  await waitForText(therapist, "Active. Last answer:");
  await click(therapist, "button", "Therapy has ended");
  await waitForText(therapist, "is marked as ended");
  expect(await clientsShown()).toEqual([]);

  await answer(chromium, "One that still comes");
  await therapist.reload();
  await readAnswer("One that still comes");
  await openSection("Clients");
  await therapist.select(`::-p-aria([name="Show"])`, "ended");
  await waitForText(therapist, "All responses stay readable");
  await click(therapist, "button", "More A. B.");
  await click(therapist, "button", "Therapy goes on");
  // Nobody is left to look for: the list is whole again.
  await waitForText(therapist, "Active. Last answer:");
  expect(await clientsShown()).toEqual(["A. B."]);
});

test("a client with a new computer is invited again, and stays one person with all answers", async () => {
  await openSection("Clients");
  await click(therapist, "button", "Invite again");
  await click(therapist, "button", "Make a new invite");
  await waitForText(therapist, "Nothing has come from the new invite yet");
  const elsewhere = await another.extensionPage(SETUP_PAGE);
  await acceptInvite(elsewhere, await inviteShown());
  await answer(another, "From the new computer");
  await readAnswer("From the new computer");
  await openSection("Clients");
  expect(await clientsShown()).toEqual(["A. B."]);
  await click(therapist, "button", "See responses");
  await waitForText(therapist, "Responses: 3");
  for (const text of ["Before all that", "One that still comes"]) await waitForText(therapist, text);
});

test("after a new key the client's update seals for it alone, and what came before stays readable", async () => {
  await openSection("Key");
  await click(therapist, "button", "Make a new key");
  await click(therapist, "button", "Yes, make it now");
  await waitForText(therapist, "Save your key, then test it");
  const older = join(folder, "older-key.txt");
  renameSync(keyFile, older);
  await click(therapist, "button", "Save key file");
  await until(async () => existsSync(keyFile), "the new key file");
  await chooseFile(therapist, ".txt", keyFile);
  await waitForText(therapist, "Clients who need an update: 1");
  await click(therapist, "button", "Make update");
  await waitForText(therapist, "Nothing sealed with it has come yet");

  const before = new Set(await practice.files());
  const elsewhere = await another.extensionPage(SETUP_PAGE);
  await click(elsewhere, "button", "I have a new invite");
  await acceptInvite(elsewhere, await inviteShown());
  await answer(another, "Sealed for the new key");
  await readAnswer("Sealed for the new key");
  await openSection("Clients");
  await waitForText(therapist, "Active. Last answer:");
  const sealed = (await practice.files()).find((path) => !before.has(path))!;
  expect(await refusalOf(sealed, older)).toBe("otherKey");
  expect(await refusalOf(sealed, keyFile)).not.toBe("otherKey");
  await openSection("Overview");
  await click(therapist, "button", "A. B.");
  for (const text of ["Before all that", "From the new computer"]) await waitForText(therapist, text);
});

/** Why this file does not open with this key; that nobody knows its client here is beside the point. */
async function refusalOf(path: string, keptIn: string): Promise<string> {
  const read = await readKeyFile(readFileSync(keptIn, "utf8"));
  if (read.kind !== "ok") throw new Error(`${keptIn} is no key file.`);
  const facts = { identities: identitiesOf(read.key), knownClients: () => null, ourRecipientSets: [] };
  const opened = await openEnvelope(readFileSync(path), facts);
  return opened.kind === "refused" ? opened.reason : "opened";
}

test("responses that are there already are brought to another computer with the client list, each once", async () => {
  await openSection("Key");
  await click(therapist, "button", "Save client list");
  const list = join(folder, "aftersession-clients.json");
  await until(async () => existsSync(list), "the client list");
  const page = await another.extensionPage(THERAPIST_PAGE);
  await waitForText(page, "Make my key");
  await chooseFile(page, ".txt", keyFile);
  await waitForText(page, "Where answers go");
  await click(page, "button", "Clients");
  const files = [list, ...(await practice.files())];
  const bring = async (): Promise<void> => {
    const picker = await page.waitForSelector('main section input[type="file"][multiple]', { timeout: PATIENCE_MS });
    await (picker as ElementHandle<HTMLInputElement>).uploadFile(...files);
  };
  await bring();
  await waitForText(page, "New clients: 2");
  await waitForText(page, "Files added: 4");
  await bring();
  await waitForText(page, "Already here: 4");
  await waitForText(page, "New clients: 0");
  await click(page, "button", "See responses");
  // One for each: nobody has looked at them here.
  for (let shown = 0; shown < 4; shown++) await click(page, "button", "Show without guessing: A. B.");
  for (const text of ["Before all that", "Sealed for the new key"]) await waitForText(page, text);
});
