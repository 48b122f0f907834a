import type { Page } from "puppeteer-core";
import type { Practice } from "../../../demo/practice.ts";
import { click, PATIENCE_MS, waitForText } from "./pages.ts";

/** A file as text that a page can be handed. */
export interface GivenFile {
  readonly name: string;
  readonly base64: string;
}

export function textFile(name: string, text: string): GivenFile {
  return { name, base64: Buffer.from(text).toString("base64") };
}

/** Both drivers alike: a picker of files can be filled by the page itself. */
export async function give(page: Page, picker: string, files: readonly GivenFile[]): Promise<void> {
  await page.waitForSelector(picker, { timeout: PATIENCE_MS });
  await page.$eval(
    picker,
    (input, brought) => {
      const transfer = new DataTransfer();
      for (const { name, base64 } of brought) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([bytes], name));
      }
      (input as HTMLInputElement).files = transfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    },
    files,
  );
}

/** The therapist page gets a key that was made elsewhere, whose file is its backup, and the client they know. */
export async function giveKeyAndClients(
  page: Page,
  { keyFile, clientsFile }: Pick<Practice, "keyFile" | "clientsFile">,
): Promise<void> {
  await waitForText(page, "Make my key");
  await give(page, 'input[type="file"]', [textFile("key.txt", keyFile)]);
  await click(page, "button", "Key");
  await waitForText(page, "Public key");
  await give(page, 'input[type="file"][accept*=".json"]', [textFile("clients.json", clientsFile)]);
  await waitForText(page, "Clients added or already here: 1");
}
