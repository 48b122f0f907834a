import type { Page } from "puppeteer-core";
import { random256 } from "../../../src/adapters/sealing/bytes.ts";
import { makeInvite } from "../../../src/adapters/sealing/invite.ts";
import { makeTherapistKey } from "../../../src/adapters/sealing/therapist-key.ts";
import { acceptInvite } from "../../e2e/harness/pages.ts";

/** Where the client of a bench sends to. */
export interface Place {
  readonly port: number;
  readonly box: string;
  readonly token: string;
}

const TEN_MINUTES = 600;
const WEEK_MS = 7 * 24 * 3_600_000;

/** Pairs a fresh client by the buttons a person uses. What it submits can be taken back for ten minutes, and waits so long. */
export async function pairWith(setup: Page, { port, box, token }: Place): Promise<void> {
  const key = await makeTherapistKey("Dr. Rivera");
  const invite = await makeInvite(
    {
      update: 1,
      recipients: [key.recipient],
      endpoint: { adapter: "put", profile: "mailbox", url: `http://localhost:${port}`, box, token },
      client: "bench-client",
      secret: random256(),
      instrument: "afs-core|1",
      mode: "sealed",
      expiresAt: Date.now() + WEEK_MS,
      videoHosts: ["localhost:9"],
      dedicatedHosts: ["localhost:9"],
      settings: { takeBackSeconds: TEN_MINUTES },
    },
    key,
  );
  await acceptInvite(setup, invite);
}

/** What functions that run in a page may use: nothing else of these files is there. */
export interface PageTools {
  promised<T>(request: IDBRequest<T>): Promise<T>;
  written(writing: IDBTransaction): Promise<unknown>;
}

export async function bringTools(page: Page): Promise<void> {
  // What our transformer of TypeScript writes around named functions.
  await page.evaluate("globalThis.__name = (named) => named");
  await page.evaluate(() => {
    const tools: PageTools = {
      promised: (request) =>
        new Promise((resolve, reject) => {
          request.addEventListener("success", () => resolve(request.result));
          request.addEventListener("error", () => reject(request.error));
        }),
      written: (writing) =>
        new Promise((resolve, reject) => {
          writing.addEventListener("complete", resolve);
          writing.addEventListener("abort", () => reject(writing.error));
        }),
    };
    Object.assign(globalThis, tools);
  });
}

interface Asking {
  readonly chrome: { readonly runtime: { sendMessage(message: unknown): Promise<unknown> } };
}

/** One check-in by hand. Milliseconds from the page's request to the answer "saved", and what was answered. */
export function submitOne(page: Page): Promise<{ readonly ms: number; readonly kind: string }> {
  return page.evaluate(async () => {
    const { runtime } = (globalThis as unknown as Asking).chrome;
    const view = (await runtime.sendMessage({ v: 1, kind: "startCheckIn", ask: null })) as { checkInId: string };
    const answers = { B1: 7, G1: 6, T1: 8 };
    const ask = { checkInId: view.checkInId, answers, wish: null, seconds: 60, skipped: 0 };
    const startedAt = performance.now();
    const answer = (await runtime.sendMessage({ v: 1, kind: "submitAnswers", ask })) as { kind: string };
    return { ms: performance.now() - startedAt, kind: answer.kind };
  });
}

export async function sendNow(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { runtime } = (globalThis as unknown as Asking).chrome;
    await runtime.sendMessage({ v: 1, kind: "retryNow", ask: null });
  });
}

/**
 * Fills the outbox with copies of what was submitted first, each with an id of its own and due at once, as a long time
 * offline would have left them: by hand that would take hours. What was submitted is one of them while it waits. Gives
 * their ids.
 */
export function fillOutbox(page: Page, count: number): Promise<readonly string[]> {
  return page.evaluate(async (wanted) => {
    interface Row {
      readonly id: string;
      readonly seq: number;
      readonly state: string;
    }
    const { promised, written } = globalThis as unknown as PageTools;
    const database = await promised(indexedDB.open("aftersession"));
    const [row] = await promised<Row[]>(database.transaction("outbox").objectStore("outbox").getAll(null, 1));
    if (row === undefined) throw new Error("Nothing was submitted that could be copied.");
    const sealed = await promised<object>(database.transaction("envelopes").objectStore("envelopes").get(row.id));
    const ids = Array.from({ length: wanted }, () => crypto.randomUUID() as string);
    if (row.state === "queued") ids[0] = row.id;
    const due = { state: "queued", nextAt: 0, takeBackUntil: 0, checkInId: null, settledAt: null, lastReason: null };
    for (let start = 0; start < wanted; start += 500) {
      const writing = database.transaction(["outbox", "envelopes"], "readwrite");
      for (const [index, id] of ids.slice(start, start + 500).entries()) {
        writing.objectStore("outbox").put({ ...row, ...due, id, seq: row.seq + 1 + start + index });
        writing.objectStore("envelopes").put({ ...sealed, id });
      }
      await written(writing);
    }
    database.close();
    return ids;
  }, count);
}

/** What is not yet delivered. Counting many takes the browser a while: where only the end matters, ask for that. */
export async function countWaiting(page: Page): Promise<number> {
  const counts = await askWaiting(page, "count");
  return counts.reduce<number>((sum, count) => sum + Number(count), 0);
}

export async function isEmpty(page: Page): Promise<boolean> {
  return (await askWaiting(page, "getKey")).every((key) => key === null);
}

/** The answers for what is being sent and for what waits; null where there is none. */
function askWaiting(page: Page, how: "count" | "getKey"): Promise<readonly (IDBValidKey | null)[]> {
  return page.evaluate(async (asked) => {
    const { promised } = globalThis as unknown as PageTools;
    const database = await promised(indexedDB.open("aftersession"));
    const byState = database.transaction("outbox").objectStore("outbox").index("byState");
    const ask = (state: string): Promise<IDBValidKey | undefined> =>
      asked === "count" ? promised(byState.count(state)) : promised(byState.getKey(state));
    const answers = await Promise.all([ask("sending"), ask("queued")]);
    database.close();
    return answers.map((answer) => answer ?? null);
  }, how);
}
