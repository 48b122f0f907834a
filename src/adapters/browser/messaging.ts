import browser from "webextension-polyfill";
import { type BackgroundNews, NEWS_VERSION, parseBackgroundNews } from "../../protocol/background-news.ts";
import { isOwnPage, type OurFacts, type SenderFacts } from "../../protocol/message-gate.ts";
import { type PageRequest, parsePageRequest, REQUEST_VERSION } from "../../protocol/page-request-parsers.ts";
import type { Answer, AskBackground } from "../../protocol/page-requests.ts";

export function createAskBackground(): AskBackground {
  return async (kind, ask) => {
    const reply: unknown = await browser.runtime.sendMessage({ v: REQUEST_VERSION, kind, ask });
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
  browser.runtime.onMessage.addListener(listener);
  signal?.addEventListener("abort", () => browser.runtime.onMessage.removeListener(listener));
}

export async function tellPages(news: BackgroundNews): Promise<void> {
  try {
    await browser.runtime.sendMessage({ v: NEWS_VERSION, news });
  } catch {
    // "Could not establish connection": no page of ours is open, so there is nobody to tell.
  }
}

export function ourFacts(): OurFacts {
  return { id: browser.runtime.id, baseUrl: browser.runtime.getURL("") };
}

export function senderFacts(sender: browser.Runtime.MessageSender): SenderFacts {
  // `origin` is there in both browsers (Firefox 126+), the polyfill's types do not know it.
  const { origin } = sender as { readonly origin?: string };
  return { id: sender.id, url: sender.url, origin, tabId: sender.tab?.id, frameId: sender.frameId };
}

/** The page door. One listener, not async: a promise for known requests of our own pages, else no answer. */
export function listenToPages(answer: (request: PageRequest) => Promise<unknown>): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: browser.Runtime.MessageSender) => {
    if (!isOwnPage(senderFacts(sender), ourFacts())) return undefined;
    const request = parsePageRequest(message);
    return request === null ? undefined : answer(request);
  });
}
