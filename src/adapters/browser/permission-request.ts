import browser from "webextension-polyfill";
import { isFirefox, matchPattern } from "./permissions.ts";

/** Firefox asks for consent to data collection with the same click; Chrome does not know the key and would throw. */
interface Wanted {
  readonly origins: string[];
  readonly data_collection?: string[];
}

/** Asks for the one optional permission beside hosts. Call it directly in the click handler, too. */
export function requestNotifications(): Promise<boolean> {
  return browser.permissions.request({ permissions: ["notifications"] });
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
