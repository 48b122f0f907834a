import { join } from "node:path";
import type { Target } from "puppeteer-core";
import { ROOT } from "../../../scripts/run-command.ts";
import { extensionId, startChromium } from "./chromium.ts";
import type { Visit, WatchedBrowser } from "./watched.ts";

const NEIGHBOUR = join(ROOT, "tests/e2e/neighbour");
/**
 * What Chromium asks of its maker by itself, as far as it can be switched off: the time, hints, casting, signing in. It goes on
 * asking whether somebody is signed in and whether parts of it are new; these names are its own.
 */
const QUIET = [
  "--disable-features=NetworkTimeServiceQuerying,OptimizationHints,MediaRouter",
  "--allow-browser-signin=false",
  "--disable-default-apps",
  "--disable-domain-reliability",
];

/** Sends everything through the proxy, this machine's own names too, and can look up no name without it. */
export async function startWatchedChromium(proxyPort: number): Promise<WatchedBrowser> {
  const chromium = await startChromium({
    flags: [
      ...QUIET,
      `--proxy-server=127.0.0.1:${proxyPort}`,
      "--proxy-bypass-list=<-loopback>",
      "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    ],
  });
  const { browser } = chromium;
  const base = `chrome-extension://${chromium.id}/`;
  const asked: string[] = [];
  await browser.installExtension(NEIGHBOUR);
  const neighbour = await chromium.open(`chrome-extension://${extensionId(NEIGHBOUR)}/page.html`);

  /** Everything of ours says what it fetches; none of the browser's own requests is among it. */
  async function listenTo(target: Target): Promise<void> {
    if (!target.url().startsWith(base)) return;
    const session = await target.createCDPSession();
    session.on("Network.requestWillBeSent", ({ request }) => void asked.push(request.url));
    await session.send("Network.enable");
  }
  // A popup may be gone before it could be listened to.
  for (const event of ["targetcreated", "targetchanged"] as const)
    browser.on(event, (target) => void listenTo(target).catch(() => {}));
  await Promise.all(browser.targets().map(listenTo));

  return {
    base,
    profile: chromium.profile,
    id: chromium.id,
    addressee: chromium.id,
    neighbour,
    makersHosts: /(?:^|\.)(?:google\.com|googleapis\.com|gstatic\.com|gvt1\.com)(?::\d+)?$/,
    open: chromium.open,
    extensionPage: chromium.extensionPage,
    ownRequests: async () => asked,
    history: () =>
      neighbour.evaluate(async () => {
        const { chrome } = globalThis as unknown as { readonly chrome: WithHistory };
        const visits = await chrome.history.search({ text: "", maxResults: 1_000 });
        return visits.map(({ url, title }) => ({ url, title }));
      }),
    quit: () => browser.close(),
    stop: chromium.stop,
  };
}

interface WithHistory {
  readonly history: {
    search(wanted: { readonly text: string; readonly maxResults: number }): Promise<readonly Visit[]>;
  };
}
