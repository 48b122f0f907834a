import { join } from "node:path";
import { ROOT } from "../../../scripts/run-command.ts";
import { GECKO_ID, startFirefox, UUID } from "./firefox.ts";
import type { Visit, WatchedBrowser } from "./watched.ts";

const NEIGHBOUR = join(ROOT, "tests/e2e/neighbour");
const NEIGHBOUR_ID = "neighbour@aftersession.example";
const NEIGHBOUR_UUID = "99999999-8888-4777-8666-555555555555";

/** Who asked is known to the browser alone; our pages and the background ask under our own address. */
const NOTE_REQUESTS = `
  globalThis.askedByExtension = [];
  Services.obs.addObserver((subject) => {
    const channel = subject.QueryInterface(Ci.nsIHttpChannel);
    if (channel.loadInfo?.triggeringPrincipal?.originNoSuffix === "moz-extension://${UUID}")
      askedByExtension.push(channel.URI.spec);
  }, "http-on-modify-request");`;
const READ_HISTORY = `(async () => {
  const { PlacesUtils } = ChromeUtils.importESModule("resource://gre/modules/PlacesUtils.sys.mjs");
  const places = await PlacesUtils.promiseDBConnection();
  const rows = await places.execute("SELECT url, title FROM moz_places WHERE visit_count > 0");
  return JSON.stringify(rows.map((row) => ({ url: row.getResultByName("url"), title: row.getResultByName("title") })));
})()`;

/** Sends everything through the proxy, this machine's own names too, and can look up no name without it. */
export async function startWatchedFirefox(proxyPort: number): Promise<WatchedBrowser> {
  const firefox = await startFirefox({
    preferences: {
      "network.proxy.type": 1,
      "network.proxy.http": "127.0.0.1",
      "network.proxy.http_port": proxyPort,
      "network.proxy.ssl": "127.0.0.1",
      "network.proxy.ssl_port": proxyPort,
      "network.proxy.allow_hijacking_localhost": true,
      "network.proxy.no_proxies_on": "",
      "network.dns.disabled": true,
      // Open tabs are written to disk every second instead of every fifteen.
      "browser.sessionstore.interval": 1_000,
      "extensions.webextensions.uuids": JSON.stringify({ [GECKO_ID]: UUID, [NEIGHBOUR_ID]: NEIGHBOUR_UUID }),
    },
  });
  await firefox.chrome(NOTE_REQUESTS);
  await firefox.browser.installExtension(NEIGHBOUR);
  return {
    base: `moz-extension://${UUID}/`,
    profile: firefox.profile,
    id: UUID,
    addressee: GECKO_ID,
    neighbour: await firefox.extensionPage("page.html", NEIGHBOUR_UUID),
    makersHosts: /(?:^|\.)(?:mozilla\.(?:com|net|org)|firefox\.com)(?::\d+)?$/,
    open: firefox.open,
    extensionPage: firefox.extensionPage,
    ownRequests: async () => JSON.parse(String(await firefox.chrome("JSON.stringify(askedByExtension)"))) as string[],
    history: async () => JSON.parse(String(await firefox.chrome(READ_HISTORY))) as Visit[],
    quit: () => firefox.browser.close(),
    stop: firefox.stop,
  };
}
