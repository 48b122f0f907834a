import type { FileKey } from "../../protocol/opened.ts";
import {
  createFileOpening,
  type Entry,
  type FileOpeningDeps,
  type FileRun,
  type OpeningKnowledge,
} from "./file-opening.ts";
import type { OpeningOrder } from "./opening-worker.ts";

/** As much of a Worker as is needed here; a test has one that runs in place. */
export interface OpeningWorker {
  postMessage(order: OpeningOrder, handedOver: Transferable[]): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: "error", listener: () => void): void;
  terminate(): void;
}

export interface OpeningWorkersDeps extends FileOpeningDeps {
  /** Throws where the browser gives none. */
  readonly startWorker: () => OpeningWorker;
  /** How many work at once; 0: the page does it itself. */
  readonly workers: number;
  /** Lets the page draw, where it has to do the work itself. */
  readonly pause: () => Promise<void>;
}

export interface OpenFiles {
  /** In the order of the archive. */
  readonly wanted: readonly FileRun[];
  readonly knowledge: OpeningKnowledge;
  readonly onOpened: (entries: readonly Entry[]) => void;
  readonly signal: AbortSignal;
}

/** Opens runs of files in as many workers as there are processors, and in the page where a worker fails. */
export function createOpeningWorkers(deps: OpeningWorkersDeps) {
  return async ({ wanted, knowledge, onOpened, signal }: OpenFiles): Promise<void> => {
    const left = [...wanted];
    const next = (): FileRun | null => (signal.aborted ? null : (left.shift() ?? null));
    const count = Math.min(deps.workers, wanted.length);
    await Promise.all(Array.from({ length: count }, () => workThrough(deps, knowledge, next, onOpened, left, signal)));
    if (left.length === 0 || signal.aborted) return;
    const open = await createFileOpening(deps, knowledge);
    for (let run = next(); run !== null; run = next()) {
      onOpened(await open(run));
      await deps.pause();
    }
  };
}

/** One worker, until nothing is left or it fails: what it was at is then left to others. */
async function workThrough(
  { startWorker }: OpeningWorkersDeps,
  knowledge: OpeningKnowledge,
  next: () => FileRun | null,
  onOpened: OpenFiles["onOpened"],
  left: FileRun[],
  signal: AbortSignal,
): Promise<void> {
  const worker = startOrNull(startWorker);
  if (worker === null) return;
  const replies = repliesOf(worker, signal);
  worker.postMessage({ kind: "begin", knowledge }, []);
  try {
    for (let run = next(); run !== null; run = next()) {
      const reply = replies();
      worker.postMessage({ kind: "open", run }, []);
      const entries = await reply;
      if (entries === null) {
        left.push(run);
        return;
      }
      onOpened(entries);
    }
  } finally {
    worker.terminate();
  }
}

function startOrNull(startWorker: () => OpeningWorker): OpeningWorker | null {
  try {
    return startWorker();
  } catch (cause) {
    // The page does the work itself, more slowly.
    console.error("No worker to open files in.", cause);
    return null;
  }
}

/** The worker's next reply; null where it failed, died or was stopped. */
function repliesOf(worker: OpeningWorker, signal: AbortSignal): () => Promise<readonly Entry[] | null> {
  let settle: (entries: readonly Entry[] | null) => void = () => {};
  worker.addEventListener("message", ({ data }) => {
    const reply = data as { readonly kind: "opened"; readonly entries: readonly Entry[] } | { readonly kind: "failed" };
    settle(reply.kind === "opened" ? reply.entries : null);
  });
  worker.addEventListener("error", () => settle(null));
  signal.addEventListener("abort", () => settle(null));
  return () =>
    new Promise((resolve) => {
      settle = resolve;
    });
}

/** Files that stand beside each other in the archive are read together: one run each, of a size that shows progress. */
export function runsOf(
  all: readonly FileKey[],
  isWanted: (file: FileKey) => boolean,
  most: number,
): readonly FileRun[] {
  const runs: FileRun[] = [];
  let first: FileKey | null = null;
  let last: FileKey | null = null;
  let length = 0;
  const close = (): void => {
    if (first !== null && last !== null) runs.push({ first, last });
    [first, last, length] = [null, null, 0];
  };
  for (const file of all) {
    if (!isWanted(file) || length === most) close();
    if (!isWanted(file)) continue;
    first ??= file;
    last = file;
    length += 1;
  }
  close();
  return runs;
}
