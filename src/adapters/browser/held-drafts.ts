import browser from "webextension-polyfill";

/** What a draft is kept under, before the id of its check-in. */
export const DRAFT = "draft:";

export async function draftKeys(): Promise<string[]> {
  const stored: Record<string, unknown> = await browser.storage.session.get(null);
  return Object.keys(stored).filter((key) => key.startsWith(DRAFT));
}

export async function dropDrafts(): Promise<void> {
  await browser.storage.session.remove(await draftKeys());
}

/** All that the browser holds for us while it runs, of whomever: drafts, marks, alarms. */
export async function clearRun(): Promise<void> {
  await browser.storage.session.clear();
  await browser.alarms.clearAll();
}
