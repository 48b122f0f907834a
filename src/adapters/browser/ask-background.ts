import { type BackgroundNews, parseBackgroundNews } from "../../protocol/background-news.ts";
import { type Answer, type AskBackground, REQUEST_VERSION } from "../../protocol/page-requests.ts";

/** Pages use the browser's own promises instead of the polyfill, which is a quarter of what the check-in may weigh. */
export function createAskBackground(): AskBackground {
  return async (kind, ask) => {
    const reply: unknown = await chrome.runtime.sendMessage({ v: REQUEST_VERSION, kind, ask });
    // Firefox says so of a background that was stopped before it answered; ours answers null where there is nothing to say.
    if (reply === undefined) throw new Error(`No answer to ${kind}.`);
    // Only our own background answers runtime messages of our own pages.
    return reply as Answer<typeof kind>;
  };
}

/** Calls back for each piece of news until the signal aborts. */
export function onBackgroundNews(handle: (news: BackgroundNews) => void, signal?: AbortSignal): void {
  const listener = (message: unknown): undefined => {
    const news = parseBackgroundNews(message);
    if (news !== null) handle(news);
  };
  chrome.runtime.onMessage.addListener(listener);
  signal?.addEventListener("abort", () => chrome.runtime.onMessage.removeListener(listener));
}
