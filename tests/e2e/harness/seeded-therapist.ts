import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { type SeededData, seedData } from "../../seed-data/seed-data.ts";
import { chooseFile, click, waitForText } from "./pages.ts";

/** Made-up sealed answers in a folder of their own. */
export async function seedFor(clients: number, sessions: number) {
  const out = mkdtempSync(join(tmpdir(), "aftersession-seeded-"));
  const data = await seedData({ clients, sessions, seed: 1, out, now: Date.now(), say: () => {} });
  return { ...data, out, remove: () => rmSync(out, { recursive: true, force: true }) };
}

/** The therapist page with their key and client list, by its own buttons, at the inbox. */
export async function takeOver(
  page: Page,
  { key, clientsFile }: Pick<SeededData, "key" | "clientsFile">,
): Promise<void> {
  await chooseFile(page, ".txt", key);
  await click(page, "button", "Key");
  await chooseFile(page, ".json", clientsFile);
  await click(page, "button", "Clients");
  await waitForText(page, "Client 001");
  await click(page, "button", "Inbox");
}
