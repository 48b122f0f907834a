import browser from "webextension-polyfill";
import type { Instrument } from "../../core/alliance/instrument.ts";

/**
 * An instrument that ships, by its `name|version`; null where this version has none of that name. They lie as data beside
 * the scripts (vite.config.ts writes them), so that the background carries the words of none.
 */
export async function readPackagedInstrument(key: string): Promise<Instrument | null> {
  try {
    const reply = await fetch(browser.runtime.getURL(`instruments/${key.replace("|", ".")}.json`));
    // Written by the build from the same type.
    return (await reply.json()) as Instrument;
  } catch {
    // Both browsers say by an error that there is no such file.
    return null;
  }
}
