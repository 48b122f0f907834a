import type { ElementHandle, Page } from "puppeteer-core";

/** Waits for what a person would see; the limit is far beyond what it takes and only ends a hopeless wait. */
export const PATIENCE_MS = 30_000;

export async function click(page: Page, role: string, name: string): Promise<void> {
  await page.locator(`::-p-aria([name="${name}"][role="${role}"])`).setTimeout(PATIENCE_MS).click();
}

/** Presses a button of a test page, also in a tab that is not in front: a real click would wait for it to be drawn. */
export async function press(page: Page, selector: string): Promise<void> {
  await page.$eval(selector, (button) => (button as HTMLElement).click());
}

export async function fill(page: Page, name: string, text: string): Promise<void> {
  await page.locator(`::-p-aria([name="${name}"][role="textbox"])`).setTimeout(PATIENCE_MS).fill(text);
}

/** Gives a file to the picker that takes this kind, e.g. `.txt`. */
export async function chooseFile(page: Page, kind: string, file: string): Promise<void> {
  const picker = await page.waitForSelector(`input[type="file"][accept*="${kind}"]`, { timeout: PATIENCE_MS });
  // The selector finds nothing but file inputs.
  await (picker as ElementHandle<HTMLInputElement>).uploadFile(file);
}

export async function waitForText(page: Page, text: string, timeout = PATIENCE_MS): Promise<void> {
  await page.waitForFunction((wanted) => document.body.innerText.includes(wanted), { timeout }, text);
}

/** Waits for a page of the clinic to be in this state. */
export async function waitForState(page: Page, state: string, timeout = PATIENCE_MS): Promise<void> {
  await page.waitForFunction((wanted) => document.body.dataset.state === wanted, { timeout }, state);
}

/** The client's way from a pasted invite to "all set", by its own buttons. */
export async function acceptInvite(
  setup: Page,
  invite: string,
  onConsent: (setup: Page) => Promise<void> = async () => {},
): Promise<void> {
  await setup.locator("textarea").setTimeout(PATIENCE_MS).fill(invite);
  await click(setup, "button", "Show me the invite");
  await click(setup, "radio", "Yes, open it");
  await onConsent(setup);
  await click(setup, "button", "Agree and allow");
  await waitForText(setup, "You are all set");
}

export interface ChosenAnswers {
  readonly bond: number;
  readonly goals: number;
  readonly tasks: number;
  readonly text?: string;
}

/** Fills the form in by its controls. */
export async function answerCheckIn(page: Page, { bond, goals, tasks, text }: ChosenAnswers): Promise<void> {
  for (const [item, value] of [
    ["B1", bond],
    ["G1", goals],
    ["T1", tasks],
  ] as const)
    await page.locator(`input[name="${item}"][value="${value}"]`).setTimeout(PATIENCE_MS).click();
  if (text !== undefined) await page.locator("textarea").fill(text);
}
