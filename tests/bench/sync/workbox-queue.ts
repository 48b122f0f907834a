import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "puppeteer-core";
import { build } from "vite";
import type { PageTools, Place } from "./client-outbox.ts";
import { ENVELOPE } from "./server.ts";

/** As an extension with the same permission for this machine, so that both send under the same rules of the browser. */
const MANIFEST = {
  manifest_version: 3,
  name: "workbox-background-sync",
  version: "1",
  background: { service_worker: "worker.js" },
  host_permissions: ["http://localhost/*"],
};
export const WORKBOX_PAGE = "page.html";

export async function buildWorkboxExtension(folder: string): Promise<string> {
  const extension = join(folder, "workbox-extension");
  mkdirSync(extension);
  const worker = fileURLToPath(new URL("./workbox/worker.ts", import.meta.url));
  await build({
    configFile: false,
    logLevel: "error",
    publicDir: false,
    build: {
      outDir: extension,
      emptyOutDir: false,
      modulePreload: false,
      rollupOptions: { input: worker, output: { format: "iife", entryFileNames: "worker.js" } },
    },
  });
  writeFileSync(join(extension, "manifest.json"), JSON.stringify(MANIFEST));
  writeFileSync(join(extension, WORKBOX_PAGE), "<!doctype html><title>workbox</title>");
  return extension;
}

interface Asking {
  readonly chrome: { readonly runtime: { sendMessage(message: unknown): Promise<unknown> } };
}

async function tell(page: Page, message: unknown): Promise<void> {
  const answer = await page.evaluate(
    (asked) => (globalThis as unknown as Asking).chrome.runtime.sendMessage(asked),
    message,
  );
  if (answer !== "done") throw new Error(`workbox: ${String(answer)}`);
}

/** Pushes one envelope by its own API and copies the record, as `fillOutbox` does. Gives the ids. */
export async function fillWorkbox(page: Page, { port, box, token }: Place, count: number): Promise<readonly string[]> {
  const base = `http://localhost:${port}/m/${box}/`;
  const first = crypto.randomUUID();
  await tell(page, { kind: "push", url: base + first, token, bytes: [...ENVELOPE] });
  const others = await page.evaluate(copyRecord, base, count - 1);
  return [first, ...others];
}

async function copyRecord(base: string, wanted: number): Promise<readonly string[]> {
  interface Row {
    readonly id?: number;
    readonly requestData: object;
  }
  const { promised, written } = globalThis as unknown as PageTools;
  const database = await promised(indexedDB.open("workbox-background-sync"));
  const [row] = await promised<Row[]>(database.transaction("requests").objectStore("requests").getAll(null, 1));
  if (row === undefined) throw new Error("Nothing was pushed that could be copied.");
  const ids = Array.from({ length: wanted }, () => crypto.randomUUID());
  for (let start = 0; start < wanted; start += 500) {
    const writing = database.transaction("requests", "readwrite");
    for (const id of ids.slice(start, start + 500)) {
      const { id: _, ...fields } = row;
      writing.objectStore("requests").add({ ...fields, requestData: { ...row.requestData, url: base + id } });
    }
    await written(writing);
  }
  database.close();
  return ids;
}

/** Its own `replayRequests`, to the end. */
export const replayWorkbox = (page: Page): Promise<void> => tell(page, { kind: "send" });

export async function countWorkbox(page: Page): Promise<number> {
  return Number((await askWorkbox(page, "count")) ?? 0);
}

export async function isWorkboxEmpty(page: Page): Promise<boolean> {
  return (await askWorkbox(page, "getKey")) === null;
}

/** Null where there is none, nor anything to ask yet. */
function askWorkbox(page: Page, how: "count" | "getKey"): Promise<IDBValidKey | null> {
  return page.evaluate(async (asked) => {
    const { promised } = globalThis as unknown as PageTools;
    const database = await promised(indexedDB.open("workbox-background-sync"));
    const ask = (): Promise<IDBValidKey | undefined> => {
      const requests = database.transaction("requests").objectStore("requests");
      return asked === "count" ? promised(requests.count()) : promised(requests.getKey(IDBKeyRange.lowerBound(0)));
    };
    const answer = database.objectStoreNames.contains("requests") ? await ask() : null;
    database.close();
    return answer ?? null;
  }, how);
}
