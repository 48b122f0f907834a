import type { Answer, AskBackground } from "../../protocol/page-requests.ts";

/** Asks the page of ours that shows this one in a frame, as a preview: it answers in the background's place. */
export function createFramedAsk(): AskBackground {
  return (kind, ask) =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      // Only our own pages may put ours into a frame (content security policy), and they answer as the background does.
      port1.addEventListener("message", ({ data }) => resolve(data as Answer<typeof kind>));
      port1.start();
      parent.postMessage({ kind, ask }, location.origin, [port2]);
    });
}
