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

/**
 * Gives back whatever was allowed, but for these origins. One by one: what the manifest of the demo or a policy has granted
 * is not ours to give back, and must not keep the rest.
 */
export async function releaseEverything(kept: readonly string[]): Promise<void> {
  const giveBack = (what: object): Promise<unknown> => browser.permissions.remove(what).catch(() => false);
  const patterns = kept.map(matchPattern);
  const { origins = [] } = await browser.permissions.getAll();
  for (const origin of origins) if (!patterns.includes(origin)) await giveBack({ origins: [origin] });
  // Only a therapist is asked for it.
  if (kept.length === 0) await giveBack({ permissions: ["notifications"] });
  if (isFirefox()) await giveBack({ data_collection: ["healthInfo"] });
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
