import { openTherapistArchive } from "../storage/therapist-archive.ts";
import { createFileOpening, type FileRun, type OpeningKnowledge } from "./file-opening.ts";

/** What the page asks of a worker: first what there is to know, then run after run. */
export type OpeningOrder =
  | { readonly kind: "begin"; readonly knowledge: OpeningKnowledge }
  | { readonly kind: "open"; readonly run: FileRun };

let opening: Promise<Awaited<ReturnType<typeof createFileOpening>>> | null = null;

/** Opens sealed files beside the page, which stays free for whoever looks at it. One reply to each order but the first. */
self.addEventListener("message", ({ data }: MessageEvent<OpeningOrder>) => {
  if (data.kind === "begin") {
    const { knowledge } = data;
    opening = openTherapistArchive().then((archive) => createFileOpening(archive, knowledge));
    return;
  }
  void (async () => {
    try {
      const open = await opening;
      postMessage({ kind: "opened", entries: (await open?.(data.run)) ?? [] });
    } catch (cause) {
      // The page then opens the run itself, or says what is wrong.
      console.error("A worker could not open its files.", cause);
      postMessage({ kind: "failed" });
    }
  })();
});
