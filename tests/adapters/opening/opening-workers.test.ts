import { describe, expect, test } from "vitest";
import {
  createFileOpening,
  type Entry,
  type FileRun,
  type OpeningKnowledge,
} from "../../../src/adapters/opening/file-opening.ts";
import type { OpeningOrder } from "../../../src/adapters/opening/opening-worker.ts";
import { createOpeningWorkers, type OpeningWorker, runsOf } from "../../../src/adapters/opening/opening-workers.ts";
import type { FileKey } from "../../../src/protocol/opened.ts";
import type { SealedFile } from "../../../src/protocol/therapist-records.ts";

const NOTHING_KNOWN: OpeningKnowledge = { identities: [], recipientSets: [], clients: [] };
const files: readonly SealedFile[] = Array.from({ length: 10 }, (_, at) => {
  const name = `file-${at}`;
  return { name, digest: "d", bytes: new Uint8Array(3), arrivedAt: at, from: "file" };
});
const filesBetween = async (first: FileKey, last: FileKey) =>
  files.filter(({ name }) => name >= first.name && name <= last.name);
const each = runsOf(files, () => true, 1);

/** Works in place; `fails` says which order it breaks down at. */
function workerInPlace(fails: (order: number) => boolean, died: "message" | "error" = "message") {
  const started: OpeningWorker[] = [];
  let stopped = 0;
  const startWorker = (): OpeningWorker => {
    const heard: Record<string, (event: { readonly data: unknown }) => void> = {};
    let opening: ReturnType<typeof createFileOpening> | null = null;
    let orders = 0;
    const worker: OpeningWorker = {
      postMessage(order: OpeningOrder) {
        if (order.kind === "begin") {
          opening = createFileOpening({ filesBetween }, order.knowledge);
          return;
        }
        orders += 1;
        if (fails(orders)) {
          heard[died]?.({ data: { kind: "failed" } });
          return;
        }
        void opening?.then(async (open) =>
          heard.message?.({ data: { kind: "opened", entries: await open(order.run) } }),
        );
      },
      addEventListener: (type: string, listener: (event: { readonly data: unknown }) => void) => {
        heard[type] = listener;
      },
      terminate: () => void (stopped += 1),
    };
    started.push(worker);
    return worker;
  };
  return { startWorker, started, stopped: () => stopped };
}

async function openAll(startWorker: () => OpeningWorker, signal = new AbortController().signal) {
  const opened: Entry[] = [];
  let pauses = 0;
  const open = createOpeningWorkers({ filesBetween, startWorker, workers: 2, pause: async () => void (pauses += 1) });
  await open({ wanted: each, knowledge: NOTHING_KNOWN, onOpened: (entries) => opened.push(...entries), signal });
  return { names: opened.map(({ name }) => name).sort(), pauses };
}

describe("workers", () => {
  const all = files.map(({ name }) => name);

  test("open every file once between them, and are stopped afterwards", async () => {
    const place = workerInPlace(() => false);
    expect(await openAll(place.startWorker)).toEqual({ names: all, pauses: 0 });
    expect(place.started).toHaveLength(2);
    expect(place.stopped()).toBe(2);
  });

  test.each(["message", "error"] as const)("that fail (%s) leave their files to the page", async (how) => {
    const place = workerInPlace((order) => order === 2, how);
    const { names, pauses } = await openAll(place.startWorker);
    expect(names).toEqual(all);
    expect(pauses).toBe(8);
  });

  test("that cannot be started at all are done without", async () => {
    const refuse = (): never => {
      throw new Error("blocked by a policy");
    };
    expect(await openAll(refuse)).toEqual({ names: all, pauses: 10 });
  });

  test("stop when they are told to", async () => {
    const stopping = new AbortController();
    const place = workerInPlace((order) => {
      if (order === 2) stopping.abort();
      return false;
    });
    const { names } = await openAll(place.startWorker, stopping.signal);
    expect(names.length).toBeLessThan(10);
    expect(place.stopped()).toBe(2);
  });
});

test("only files that stand beside each other make a run, and no run is too long", () => {
  const wanted = new Set(["file-0", "file-1", "file-2", "file-5"]);
  const short = (run: FileRun): string => `${run.first.name}…${run.last.name}`;
  expect(runsOf(files, ({ name }) => wanted.has(name), 2).map(short)).toEqual([
    "file-0…file-1",
    "file-2…file-2",
    "file-5…file-5",
  ]);
});
