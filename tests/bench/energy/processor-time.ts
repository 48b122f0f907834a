import type { Browser } from "puppeteer-core";
import { createChromeScope } from "../../e2e/harness/firefox-chrome.ts";
import type { BrowserName } from "../detection/stage.ts";

/** Seconds of processor time by process, since each began. */
export type ProcessorTime = ReadonlyMap<string, number>;

/** What was spent from one reading to the next. A process that began in between counts whole; what ended is not known. */
export function spentBetween(before: ProcessorTime, after: ProcessorTime): number {
  let seconds = 0;
  for (const [id, spent] of after) seconds += spent - (before.get(id) ?? 0);
  return seconds;
}

/** Reads the browser's own counters of all its processes, without touching a page or a background. */
export async function openCounters(name: BrowserName, browser: Browser): Promise<() => Promise<ProcessorTime>> {
  return name === "chromium" ? countersOfChromium(browser) : countersOfFirefox(browser);
}

async function countersOfChromium(browser: Browser): Promise<() => Promise<ProcessorTime>> {
  const session = await browser.target().createCDPSession();
  return async () => {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    return new Map(processInfo.map(({ id, cpuTime }) => [String(id), cpuTime]));
  };
}

const PROC_INFO = `ChromeUtils.requestProcInfo().then((parent) =>
  JSON.stringify([parent, ...parent.children].map(({ pid, cpuTime }) => [String(pid), Number(cpuTime) / 1e9])))`;

function countersOfFirefox(browser: Browser): () => Promise<ProcessorTime> {
  const evaluate = createChromeScope(browser);
  return async () => new Map(JSON.parse(String(await evaluate(PROC_INFO))) as [string, number][]);
}
