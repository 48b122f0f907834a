import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import type { Practice } from "../../../demo/practice.ts";
import { connectMailbox } from "./connect-mailbox.ts";
import { chooseFile, click, fill, PATIENCE_MS } from "./pages.ts";
import { until } from "./scene.ts";

/** What else is done by hand: before there is an invite, and while it is filled in. */
export interface MoreByHand {
  readonly prepare?: (page: Page) => Promise<void>;
  readonly choose?: (page: Page) => Promise<void>;
}

/** Key, tested backup, mailbox, invite: by the therapist page's own buttons. The key file goes into `folder`. */
export async function inviteByHand(
  page: Page,
  practice: Practice,
  folder: string,
  more: MoreByHand = {},
): Promise<string> {
  const session = await page.createCDPSession();
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
  await fill(page, "Your name, as your clients know you", "Dr. Rivera");
  await click(page, "button", "Make my key");
  await click(page, "button", "Save key file");
  const keyFile = join(folder, "aftersession-key.txt");
  await until(async () => existsSync(keyFile), "the key file");
  await chooseFile(page, ".txt", keyFile);
  await connectMailbox(page, practice);
  await more.prepare?.(page);
  await click(page, "button", "Clients");
  await click(page, "button", "Invite a client");
  await fill(page, "A name for this client", "A. B.");
  await click(page, "radio", "Another address");
  await fill(page, "Address", "localhost:8123");
  await fill(page, "This client's writing token", practice.writeToken);
  await fill(page, "Minutes in which an answer can be taken back", "0");
  await more.choose?.(page);
  await click(page, "button", "Make invite");
  const link = await page.waitForSelector(`::-p-aria([name="Invite link"])`, { timeout: PATIENCE_MS });
  return link!.evaluate((field) => (field as HTMLInputElement | HTMLTextAreaElement).value);
}
