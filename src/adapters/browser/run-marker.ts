import browser from "webextension-polyfill";

const MARK = "run";

/**
 * Whether this is the first background of a browser run. `storage.session` lives exactly as long as that run and is
 * emptied by an extension update, which looks the same: in both cases no port of before is left.
 */
export async function isFirstOfRun(): Promise<boolean> {
  const held = await browser.storage.session.get(MARK);
  if (held[MARK] === true) return false;
  await browser.storage.session.set({ [MARK]: true });
  return true;
}
