import browser from "webextension-polyfill";
import { type BackgroundNews, NEWS_VERSION } from "../../protocol/background-news.ts";
import { isOwnPage, type OurFacts, type SenderFacts } from "../../protocol/message-gate.ts";
import { type PageRequest, parsePageRequest } from "../../protocol/page-request-parsers.ts";

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
