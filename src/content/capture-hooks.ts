import type { HookedPage, Watching } from "./hooked-page.ts";
import { hookMethod, quietly } from "./method-hook.ts";
import { createWeakList } from "./weak-list.ts";

/**
 * Watches the microphone and camera tracks of this page and says whether one is live. Screen sharing is no capture: it
 * does not come through here.
 */
export function watchCapture(page: HookedPage, { listen, changed, awaitGone }: Watching): () => boolean {
  const captured = new WeakSet<object>();
  const tracks = createWeakList<MediaStreamTrack>();

  const adopt = (track: MediaStreamTrack): void => {
    captured.add(track);
    tracks.add(track);
    listen(track, ["ended"], changed);
    awaitGone(track);
    changed();
  };
  const adoptAll = (stream: MediaStream): MediaStream => {
    quietly(() => stream.getTracks().forEach(adopt));
    return stream;
  };

  // The page gets a promise after the browser's own. A branch beside the page's would make a rejection that the page
  // leaves unhandled count as handled, or one that it handles as unhandled; `then` would ask the page for its species.
  hookMethod(page.MediaDevices?.prototype, "getUserMedia", async (_, promise) =>
    adoptAll((await promise) as MediaStream),
  );
  hookMethod(page.MediaStreamTrack.prototype, "stop", changed);
  hookMethod(page.MediaStreamTrack.prototype, "clone", (track, copy) => {
    if (captured.has(track)) adopt(copy as MediaStreamTrack);
  });
  hookMethod(page.MediaStream.prototype, "clone", (stream, copy) => {
    if ((stream as MediaStream).getTracks().some((track) => captured.has(track))) adoptAll(copy as MediaStream);
  });
  return () => tracks.some((track) => track.readyState === "live");
}
