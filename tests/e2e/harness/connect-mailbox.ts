import type { Page } from "puppeteer-core";
import { BOX, type Practice } from "../../../demo/practice.ts";
import { click, fill, waitForText } from "./pages.ts";

/** The therapist page learns where the answers go, and tries it, by its own buttons. */
export async function connectMailbox(page: Page, { mailboxOrigin, readToken }: Practice): Promise<void> {
  await click(page, "button", "Place");
  await click(page, "button", "Set up: Mailbox");
  await fill(page, "Address", `${mailboxOrigin}/m/${BOX}`);
  await fill(page, "Your reading token", readToken);
  await click(page, "button", "Test connection and save");
  await waitForText(page, "It works, and it is saved.");
}
