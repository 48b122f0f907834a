import type { Page } from "puppeteer-core";
import { expect } from "vitest";
import type { Practice } from "../../../demo/practice.ts";
import { makeClientKey } from "../../../src/adapters/sealing/client-key.ts";
import type { Answers } from "../../../src/core/alliance/answers.ts";
import { sealResponse } from "../../ui/therapist/sealed-responses.ts";
import { type GivenFile, give, giveKeyAndClients } from "../harness/give-files.ts";
import { click, PATIENCE_MS, waitForText } from "../harness/pages.ts";

const DAY = 86_400_000;
const FINE: Answers = { B1: 9, G1: 8, T1: 9, R1: "no", V1: "no" };
const TENSE: Answers = { B1: 5, G1: 7, T1: 7, R1: "yes", R2: "notBroughtUp", V1: "no", N1: "It went too fast for me" };

/** Seven weekly sessions of one client, the last one tense; the therapist's page gets them as files. */
export async function bringSessions(page: Page, practice: Practice): Promise<void> {
  await giveKeyAndClients(page, practice);
  await click(page, "button", "Inbox");
  await waitForText(page, "Add files");
  await give(page, 'input[type="file"][multiple]', await sealSessions(practice));
  await waitForText(page, "Files added: 7.");
}

/** What a therapist does before the next session: guess, read what to ask and why, look at the course, note, mark. */
export async function playOverview(page: Page, practice: Practice): Promise<void> {
  await bringSessions(page, practice);
  await click(page, "button", "Overview");
  await waitForText(page, "New answers, about the session on");
  expect(await textOf(page)).not.toContain("felt off");

  await click(page, "button", "Guess first: A. B.");
  await page.locator('input[name$="-B1"][value="9"]').setTimeout(PATIENCE_MS).click();
  await click(page, "button", "Lock my guess and show the answers");
  await waitForText(page, "Your client marked that something felt off. It was not fully sorted out.");
  expect(await textOf(page)).toContain("Can we look at it?");
  expect(await textOf(page)).toContain("It went too fast for me");
  expect(await chartOf(page, 'main svg[role="img"]')).toMatchObject({ lines: 3, isDrawn: true, hasBand: true });

  await click(page, "button", "A. B.");
  await waitForText(page, "Sessions as a table");
  expect(await chartOf(page, 'figure svg[role="img"]')).toMatchObject({ lines: 3, isDrawn: true, hasBand: true });
  expect(await page.$$eval("figure + section tbody tr", (rows) => rows.length)).toBe(7);
  expect(await textOf(page)).toContain("On average your guess was higher, by: 4.");
  await page.locator("textarea").setTimeout(PATIENCE_MS).fill("Slow down, ask about pace");
  await waitForText(page, "Saved at");

  await click(page, "button", "Talked about: A. B.");
  await waitForText(page, "Marked as talked about on");
  await click(page, "button", "All clients");
  await waitForText(page, "Worth asking about something: 0.");
}

/** Opened anew: what was noted, guessed and marked is still there. */
export async function lookAgain(page: Page): Promise<void> {
  await openOverview(page);
  await click(page, "button", "A. B.");
  await waitForText(page, "Your guesses and the answers");
  await page.waitForFunction(() => document.querySelector("textarea")?.value === "Slow down, ask about pace");
}

/** No mailbox is set up here, so the page opens where one could be. */
export async function openOverview(page: Page): Promise<void> {
  await click(page, "button", "Overview");
  await waitForText(page, "Marked as talked about on");
}

async function sealSessions(practice: Practice): Promise<readonly GivenFile[]> {
  const { secret } = knownClient(practice);
  const record = { client: practice.client, secret, recipients: [practice.key.recipient] };
  const key = await makeClientKey();
  const weeks = [FINE, FINE, FINE, FINE, FINE, FINE, TENSE];
  return Promise.all(
    weeks.map(async (answers, n) => {
      const [id, at] = [crypto.randomUUID(), Date.now() - DAY - (weeks.length - 1 - n) * 7 * DAY];
      const bytes = await sealResponse({ record, key, id, seq: n + 1, at, answers });
      return { name: `${id}.age`, base64: Buffer.from(bytes).toString("base64") };
    }),
  );
}

function knownClient({ clientsFile }: Practice): { readonly secret: string } {
  const { clients } = JSON.parse(clientsFile) as { readonly clients: readonly { readonly secret: string }[] };
  const [client] = clients;
  if (client === undefined) throw new Error("The practice knows no client.");
  return client;
}

function textOf(page: Page): Promise<string> {
  return page.evaluate(() => document.body.innerText);
}

async function chartOf(page: Page, selector: string) {
  await page.waitForSelector(selector, { timeout: PATIENCE_MS });
  return page.$eval(selector, (svg) => {
    const { width, height } = svg.getBoundingClientRect();
    const bands = [...svg.querySelectorAll("path")].filter((path) => path.getAttribute("d")?.endsWith("Z"));
    return {
      lines: svg.querySelectorAll("polyline").length,
      isDrawn: width > 100 && height > 40,
      hasBand: bands.length > 0,
    };
  });
}
