import type { Page } from "puppeteer-core";
import { give, textFile } from "../harness/give-files.ts";
import { PATIENCE_MS } from "../harness/pages.ts";

/** Presses by the string of the page's language. */
export type Press = (key: string, nth?: number) => Promise<void>;

/** Something that the therapist page asks or refuses, beyond what each section shows at once. */
export interface Dialog {
  readonly name: string;
  /** Place among the sections. */
  readonly section: number;
  readonly open: (page: Page, press: Press) => Promise<void>;
  /** For the next one, where the section does not forget it by itself. */
  readonly close?: (page: Page, press: Press) => Promise<void>;
}

const [OVERVIEW, CLIENTS, QUESTIONS, PLACE, EXPORT, KEY] = [0, 2, 3, 4, 5, 6];
const CARD_OF_A_MAILBOX = 3;

export const DIALOGS: readonly Dialog[] = [
  { name: "a guess", section: OVERVIEW, open: (_, press) => press("therapistGuessFirst") },
  {
    name: "a name that is none",
    section: CLIENTS,
    async open(page, press) {
      await press("therapistClientMore");
      await press("therapistClientRename");
      await type(page, 'main li form input[type="text"], main li form input:not([type])', "");
      await press("therapistClientKeepName");
    },
  },
  {
    name: "another invite",
    section: CLIENTS,
    async open(_, press) {
      await press("therapistClientMore");
      await press("therapistAgainStart");
    },
  },
  {
    name: "paused, to be undone",
    section: CLIENTS,
    async open(_, press) {
      await press("therapistClientMore");
      await press("therapistClientPause");
    },
    close: (_, press) => press("therapistUndo"),
  },
  {
    name: "an invite with nothing filled in",
    section: CLIENTS,
    async open(_, press) {
      await press("therapistClientsInvite");
      await press("therapistClientsCreate");
    },
  },
  {
    name: "questions that are none, and a place without an address",
    section: QUESTIONS,
    async open(page, press) {
      await give(page, 'main input[type="file"]', [textFile("mine.json", '{"items":[{}]}')]);
      await press("setupSiteAdd");
      await press("setupSiteAddAsk");
    },
  },
  {
    name: "a mailbox with nothing filled in",
    section: PLACE,
    async open(page, press) {
      await press("therapistPlaceOthers");
      await page.$$eval("main li button", (all, n) => (all[n] as HTMLElement).click(), CARD_OF_A_MAILBOX);
      await press("therapistMailboxTest");
    },
  },
  {
    name: "no server, a wrong number, and what would be deleted",
    section: EXPORT,
    async open(page, press) {
      await press("therapistServerSend");
      await type(page, "main table input", "many");
      await page.waitForSelector("main section:last-of-type select", { timeout: PATIENCE_MS });
      await page.$$eval("main select", (all) => {
        const client = all.at(-1)!;
        client.selectedIndex = 1;
        client.dispatchEvent(new Event("change", { bubbles: true }));
      });
      await press("therapistDeleteFind");
      await page.waitForSelector("#delete-sure", { timeout: PATIENCE_MS });
    },
  },
  {
    name: "the sheet, a passphrase that was not said again, a new key, a practice without a key",
    section: KEY,
    async open(page, press) {
      await press("therapistCopyPaperShow");
      await press("therapistCopyLockStart");
      await press("therapistLockSave");
      await press("therapistRenewStart");
      await press("therapistPracticeSave");
      await page.waitForSelector("main article", { timeout: PATIENCE_MS });
    },
  },
];

async function type(page: Page, selector: string, text: string): Promise<void> {
  await page.waitForSelector(selector, { timeout: PATIENCE_MS });
  await page.$eval(
    selector,
    (field, typed) => {
      (field as HTMLInputElement).value = typed;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    },
    text,
  );
}
