import type { BrowserName } from "../../../scripts/browsers.ts";
import { startChromiumClient } from "./chromium-client.ts";
import type { Client } from "./client.ts";
import { startFirefoxClient } from "./firefox-client.ts";

const START: Readonly<Record<BrowserName, () => Promise<Client>>> = {
  chromium: startChromiumClient,
  firefox: startFirefoxClient,
};

export function startClient(browser: BrowserName): Promise<Client> {
  return START[browser]();
}
