import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { ROOT } from "../scripts/run-command.ts";
import { type Chromium, startChromium } from "../tests/e2e/harness/chromium.ts";
import { connectMailbox } from "../tests/e2e/harness/connect-mailbox.ts";
import {
  acceptInvite,
  answerCheckIn,
  chooseFile,
  click,
  PATIENCE_MS,
  waitForState,
  waitForText,
} from "../tests/e2e/harness/pages.ts";
import { type Clinic, startClinic } from "./clinic/server.ts";
import { type Practice, startPractice } from "./practice.ts";
import { createStage, type Stage } from "./stage.ts";

const OUT = join(ROOT, "demo/out");
const ROOM = "quiet-room";
/** Longer than the rehearsal's shortest session. */
const CONVERSATION_MS = 6_000;
const ANSWERS = { bond: 7, goals: 8, tasks: 6, text: "How to sleep before the exam." };

interface Outcome {
  readonly prompted: number;
  readonly answered: number;
  readonly delivered: number;
  readonly opened: number;
  readonly hangupToCheckinMs: number;
}

/** Plays the whole way; true if everything that was answered arrived and opened. */
export async function playDemo({ auto }: { readonly auto: boolean }): Promise<boolean> {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const clinic = await startClinic();
  const practice = await startPractice({
    folder: join(OUT, "mailbox"),
    videoHosts: [new URL(clinic.origin).host],
    takeBackSeconds: auto ? 3 : 20,
  });
  const chromium = await startChromium({ headless: auto, flags: ["--window-size=1180,900"] });
  const stage = createStage({ folder: OUT, patienceMs: auto ? PATIENCE_MS : 0 });
  try {
    await prepareTherapist(chromium, practice, stage);
    await prepareClient(chromium, practice, stage);
    const outcome = await playSession({ chromium, clinic, practice, stage, auto });
    if (!auto) await stage.untilClosed(chromium.browser);
    console.log(JSON.stringify(outcome));
    return Object.values(outcome).every((figure) => figure > 0);
  } catch (error) {
    await stage.fail(chromium, error);
    return false;
  } finally {
    await chromium.stop();
    await Promise.all([clinic.close(), practice.close()]);
  }
}

/** The therapist's page takes the key, the client and the mailbox that the commands of a practice's IT would make. */
async function prepareTherapist(chromium: Chromium, practice: Practice, stage: Stage): Promise<void> {
  const [keyFile, clientsFile] = [join(OUT, "key.txt"), join(OUT, "clients.json")];
  writeFileSync(keyFile, practice.keyFile);
  writeFileSync(clientsFile, practice.clientsFile);
  const page = await chromium.extensionPage("src/ui/therapist/index.html");
  await waitForText(page, "Make your key");
  await stage.shot(page, "therapist-start");
  await chooseFile(page, ".txt", keyFile);
  await connectMailbox(page, practice);
  await click(page, "button", "Key");
  await chooseFile(page, ".json", clientsFile);
  await waitForText(page, "Clients added or already here: 1");
  stage.say("The therapist's page has its key, its mailbox and one client.");
  await page.close();
}

async function prepareClient(chromium: Chromium, practice: Practice, stage: Stage): Promise<void> {
  const setup = await chromium.extensionPage("src/ui/setup/index.html");
  await waitForText(setup, "Your invite");
  await stage.shot(setup, "setup-start");
  await acceptInvite(setup, await practice.invite(), (page) => stage.shot(page, "setup-consent"));
  await stage.shot(setup, "setup-ready");
  stage.say("The client accepted the invite.");
}

interface Scene {
  readonly chromium: Chromium;
  readonly clinic: Clinic;
  readonly practice: Practice;
  readonly stage: Stage;
  readonly auto: boolean;
}

async function playSession({ chromium, clinic, practice, stage, auto }: Scene): Promise<Outcome> {
  const therapist = await chromium.openElsewhere(`${clinic.otherOrigin}/therapist/${ROOM}`);
  const client = await chromium.open(`${clinic.origin}/room/${ROOM}`);
  await client.bringToFront();
  await waitForState(client, "lobby");
  await stage.shot(client, "lobby");
  if (auto) await click(client, "button", "Join");
  else stage.ask("In the tab “Your session”, press Join. Dr. Rivera is in the room already.");
  await waitForState(client, "inCall", stage.patienceMs);
  stage.say("The call is live.");
  await stage.shot(client, "call");
  if (auto) await stage.pass(CONVERSATION_MS);
  else stage.ask("Talk for at least ten seconds, then press Leave.");

  if (auto) await click(client, "button", "Leave");
  await waitForState(client, "left", stage.patienceMs);
  const leftAt = Date.now();
  stage.say("The client has left the call.");
  const checkIn = await chromium.checkIn(PATIENCE_MS);
  await waitForText(checkIn, "Your session has ended");
  const hangupToCheckinMs = Date.now() - leftAt;
  stage.say(`The check-in opened by itself, ${hangupToCheckinMs} ms after the hang-up.`);
  const prompted = chromium.checkInTargets().length;
  await stage.shot(checkIn, "check-in", false);

  await answer(checkIn, stage, auto);
  await stage.until(async () => (await practice.files()).length > 0);
  const delivered = (await practice.files()).length;
  stage.say("The sealed answers are in the mailbox.");
  await therapist.browserContext().close();
  const opened = await lookAsTherapist(chromium, practice, stage);
  return { prompted, answered: 1, delivered, opened, hangupToCheckinMs };
}

async function answer(checkIn: Page, stage: Stage, auto: boolean): Promise<void> {
  if (auto) {
    await answerCheckIn(checkIn, ANSWERS);
    await stage.shot(checkIn, "check-in-answered", false);
    await click(checkIn, "button", "Send");
  } else stage.ask("Answer what you like, then press Send. You can take it back for 20 seconds.");
  await waitForText(checkIn, "Saved", stage.patienceMs);
  stage.say("Saved: sealed, and on disk.");
  await stage.shot(checkIn, "saved", false);
}

/** What the therapist reads must be what the client chose; how many responses did so. */
async function lookAsTherapist(chromium: Chromium, practice: Practice, stage: Stage): Promise<number> {
  const page = await chromium.extensionPage("src/ui/therapist/index.html");
  await waitForText(page, "New answers, about the session on");
  await stage.shot(page, "therapist-covered");
  await click(page, "button", "Show without guessing: A. B.");
  await waitForText(page, "Last session:");
  await stage.shot(page, "therapist-overview");
  await click(page, "button", "A. B.");
  await stage.shot(page, "therapist-client");
  stage.say("Dr. Rivera's page fetched, opened and verified them.");
  return (await practice.responses()).length;
}
