import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { chooseFile, click, waitForText } from "../../e2e/harness/pages.ts";
import { seedData } from "../../seed-data/seed-data.ts";

export const THERAPIST_PAGE = "src/ui/therapist/index.html";

export interface Seeded {
  readonly count: number;
  /** Serves `/index.json` and `/files`, all of them one behind the other, and what else is put there. */
  readonly origin: string;
  readonly keyFile: string;
  readonly clientsFile: string;
  readonly identity: string;
  readonly serve: (path: string, type: string, body: string) => void;
  readonly stop: () => Promise<void>;
}

interface IndexLine {
  readonly name: string;
  readonly digest: string;
  readonly size: number;
}

/** Sealed answers of so many clients, exactly `count` of them, on a server of this machine. */
export async function seed(
  clients: number,
  sessions: number,
  count: number,
  say: (text: string) => void,
): Promise<Seeded> {
  const out = mkdtempSync(join(tmpdir(), "aftersession-bench-seed-"));
  const { key, clientsFile, answers } = await seedData({ clients, sessions, seed: 1, out, now: Date.now(), say });
  const names = readdirSync(answers).sort().slice(0, count);
  const files = names.map((name) => readFileSync(join(answers, name)));
  const index = files.map(
    (bytes, at): IndexLine => ({
      name: (names[at] ?? "").replace(/\.age$/, ""),
      digest: createHash("sha256").update(bytes).digest("base64url"),
      size: bytes.length,
    }),
  );
  const served = new Map<string, { readonly type: string; readonly body: string | Buffer }>([
    ["/index.json", { type: "application/json", body: JSON.stringify(index) }],
    ["/files", { type: "application/octet-stream", body: Buffer.concat(files) }],
    ["/", { type: "text/html", body: "<!doctype html><title>bench</title>" }],
  ]);
  const server = createServer(({ url = "" }, reply) => {
    const found = served.get(url);
    if (found === undefined) return void reply.writeHead(404).end();
    reply.writeHead(200, { "content-type": found.type }).end(found.body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    count: files.length,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keyFile: key,
    clientsFile,
    identity: /AGE-SECRET-KEY-1\w+/.exec(readFileSync(key, "utf8"))?.[0] ?? "",
    serve: (path, type, body) => void served.set(path, { type, body }),
    async stop() {
      server.closeAllConnections();
      server.close();
      rmSync(out, { recursive: true, force: true });
    },
  };
}

/** Key and client list by the page's own buttons, the files straight into the archive: receiving them is not measured. */
export async function fillArchive(page: Page, { keyFile, clientsFile, origin }: Seeded): Promise<void> {
  await chooseFile(page, ".txt", keyFile);
  await click(page, "button", "Key");
  await chooseFile(page, ".json", clientsFile);
  await waitForText(page, "Client 001").catch(() => {});
  await page.evaluate(async (from) => {
    const index = (await (await fetch(`${from}/index.json`)).json()) as readonly IndexLine[];
    const bytes = new Uint8Array(await (await fetch(`${from}/files`)).arrayBuffer());
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("aftersession-therapist");
      request.addEventListener("success", () => resolve(request.result));
      request.addEventListener("error", () => reject(request.error));
    });
    let at = 0;
    for (let start = 0; start < index.length; start += 1_000) {
      const writing = database.transaction("files", "readwrite");
      for (const { size, ...line } of index.slice(start, start + 1_000)) {
        const file = { ...line, bytes: bytes.slice(at, at + size), arrivedAt: at, from: "mailbox" };
        writing.objectStore("files").put(file);
        at += size;
      }
      await new Promise((resolve) => writing.addEventListener("complete", resolve));
    }
    database.close();
  }, origin);
}

/** Nothing was opened yet, as far as the page can tell. */
export async function forgetOpened(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open("aftersession-therapist");
      request.addEventListener("success", () => resolve(request.result));
    });
    const writing = database.transaction("vault", "readwrite");
    writing.objectStore("vault").delete(IDBKeyRange.bound("opened/", "opened/\uffff"));
    await new Promise((resolve) => writing.addEventListener("complete", resolve));
    database.close();
  });
}

export interface Shown {
  /** From the first byte of the page asked for to the list of answers in the document. */
  readonly ms: number;
  /** The longest stretch in which the page could not answer a click. */
  readonly longestTaskMs: number;
  /** Since the page knew its key and began to open. */
  readonly openingMs: number;
}

/** Opens the page anew and waits until its list of answers is drawn. */
export async function showInbox(page: Page): Promise<Shown> {
  await page.reload({ waitUntil: "domcontentloaded" });
  // What our transformer of TypeScript writes around named functions.
  await page.evaluate("globalThis.__name = (named) => named");
  return page.evaluate(
    () =>
      new Promise<{ ms: number; longestTaskMs: number; openingMs: number }>((resolve) => {
        let longestTaskMs = 0;
        let deskAt = 0;
        new PerformanceObserver((seen) => {
          for (const { duration } of seen.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration);
        }).observe({ type: "longtask", buffered: true });
        const look = () => {
          const inbox = Array.from(document.querySelectorAll("button")).find(
            ({ textContent }) => textContent?.trim() === "Inbox",
          );
          if (inbox !== undefined && deskAt === 0) {
            deskAt = performance.now();
            inbox.click();
          }
          if (document.querySelector("main ul li time") === null) return void setTimeout(look, 4);
          const ms = performance.now();
          setTimeout(() => resolve({ ms, longestTaskMs, openingMs: ms - deskAt }), 50);
        };
        look();
      }),
  );
}
