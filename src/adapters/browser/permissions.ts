import browser from "webextension-polyfill";

/** `https://meet.example:8443` → `https://meet.example/*`: match patterns of Firefox know no ports. */
export function matchPattern(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
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

export function isFirefox(): boolean {
  return "getBrowserInfo" in browser.runtime;
}
