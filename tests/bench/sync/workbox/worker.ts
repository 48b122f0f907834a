import { Queue } from "workbox-background-sync";

/** One at a time: two would take the same entry. */
let replaying: Promise<void> | null = null;
function replay(replayed: Queue): Promise<void> {
  replaying ??= replayed.replayRequests().finally(() => {
    replaying = null;
  });
  return replaying;
}

/**
 * The peer: workbox-background-sync as a background of its own, without the sync event, which extensions do not have. Then
 * it sends what waits at each start of the worker, as its documents say.
 */
const queue = new Queue("bench", { forceSyncFallback: true, onSync: (replayed) => replay(replayed.queue) });

interface Asked {
  readonly kind: "push" | "send";
  readonly url: string;
  readonly token: string;
  readonly bytes: readonly number[];
}

interface Runtime {
  readonly onMessage: {
    addListener(listen: (asked: Asked, sender: unknown, reply: (answer: string) => void) => true): void;
  };
}

(globalThis as unknown as { readonly chrome: { readonly runtime: Runtime } }).chrome.runtime.onMessage.addListener(
  (asked, _, reply) => {
    const work = asked.kind === "push" ? push(asked) : replay(queue);
    work.then(
      () => reply("done"),
      (error: unknown) => reply(String(error)),
    );
    return true;
  },
);

function push({ url, token, bytes }: Asked): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/octet-stream" };
  return queue.pushRequest({ request: new Request(url, { method: "PUT", headers, body: Uint8Array.from(bytes) }) });
}
