import browser from "webextension-polyfill";

/** Firefox asks for consent to data collection with the same click; Chrome does not know the key and would throw. */
interface Wanted {
  readonly origins: string[];
  readonly data_collection?: string[];
}

/** `https://meet.example:8443` → `https://meet.example/*`: match patterns of Firefox know no ports. */
export function matchPattern(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}

/**
 * Asks the person for exactly these origins. Call it directly in the click handler, with no `await` before it: both
 * browsers refuse a request without a gesture. Who only reads sends no health data and does not ask for it.
 */
export function requestHosts(origins: readonly string[], sendsAnswers = true): Promise<boolean> {
  const wanted: Wanted =
    sendsAnswers && isFirefox()
      ? { origins: origins.map(matchPattern), data_collection: ["healthInfo"] }
      : { origins: origins.map(matchPattern) };
  // The polyfill's types end before Firefox 139 and do not know data_collection.
  return browser.permissions.request(wanted as browser.Permissions.Permissions);
}

/** Gives back what is not needed any more, so that leaving leaves nothing behind. */
export async function releaseHosts(origins: readonly string[]): Promise<void> {
  try {
    await browser.permissions.remove({ origins: origins.map(matchPattern) });
  } catch {
    // Granted by the manifest of the demo or by a practice's policy: not ours to give back.
  }
}

export async function hasHosts(origins: readonly string[]): Promise<boolean> {
  return browser.permissions.contains({ origins: origins.map(matchPattern) });
}

/** Without it Firefox must not send health answers; Chrome has no such switch. */
export async function mayCollect(): Promise<boolean> {
  if (!isFirefox()) return true;
  const held = (await browser.permissions.getAll()) as { readonly data_collection?: readonly string[] };
  return held.data_collection?.includes("healthInfo") ?? true;
}

export async function mayNotify(): Promise<boolean> {
  return browser.permissions.contains({ permissions: ["notifications"] });
}

function isFirefox(): boolean {
  return "getBrowserInfo" in browser.runtime;
}
