import { type BackgroundNews, parseBackgroundNews } from "../../protocol/background-news.ts";
import {
  type Answer,
  type AskBackground,
  type PageRequestKind,
  REQUEST_VERSION,
} from "../../protocol/page-requests.ts";

/** What may be asked once more without doing anything twice. Sending is not: said again, it says "saved before". */
const REPEATABLE = /^(?:read|list|open)|^checkInShown$|^keepDraft$/;
/** A background starts within some 100 ms in both browsers; one that failed to answer three times is broken. */
const TRIES = 3;
const BETWEEN_TRIES_MS = 200;

/** Pages use the browser's own promises instead of the polyfill, which is a quarter of what the check-in may weigh. */
export function createAskBackground(): AskBackground {
  return async (kind, ask) => {
    for (let left = REPEATABLE.test(kind) ? TRIES : 1; ; left--) {
      try {
        return await askOnce(kind, { v: REQUEST_VERSION, kind, ask });
      } catch (cause) {
        // A browser may stop the background in the middle of an answer; being asked starts it again.
        if (left === 1) throw cause;
        await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES_MS));
      }
    }
  };
}

async function askOnce<K extends PageRequestKind>(kind: K, message: object): Promise<Answer<K>> {
  const reply: unknown = await chrome.runtime.sendMessage(message);
  // Firefox says so of a background that was stopped before it answered; ours answers null where there is nothing to say.
  if (reply === undefined) throw new Error(`No answer to ${kind}.`);
  // Only our own background answers runtime messages of our own pages.
  return reply as Answer<K>;
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
