import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createMailbox, type MailboxOptions } from "../../src/mailbox/mailbox.ts";
import { addBox, addTokenFor, type NewToken, type Provisioned } from "../../src/mailbox/provisioning.ts";

export const BOX = "quiet-harbour";

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "aftersession-mailbox-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Looks like a sealed envelope from outside; the same seed gives the same bytes. */
export function ageFile(seed = 1, length = 2_248): Uint8Array {
  const bytes = Buffer.alloc(length, seed);
  bytes.write("age-encryption.org/v1\n-> X25519 abc\n");
  return bytes;
}

export function id(number: number): string {
  return `00000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;
}

export interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string | null;
}

export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** Sends the target exactly as given: `fetch` would tidy up `..` and `%2e`. */
export function send(port: number, sent: Sent): Promise<Received> {
  const { method = "GET", path = "/", token = null, headers = {}, body = null } = sent;
  const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
  const length = body === null ? {} : { "content-length": String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const options = { port, method, path, headers: { ...authorization, ...length, ...headers }, agent: false };
    const request = httpRequest({ ...options, host: "127.0.0.1" }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    request.on("error", reject);
    request.end(body ?? undefined);
  });
}

/** A mailbox on loopback with one box, one client and the box's therapist. */
export async function startMailbox(overrides: Partial<MailboxOptions> = {}) {
  const folder = overrides.folder ?? temporaryFolder();
  const therapist = needToken(await addBox(folder, BOX));
  const client = needToken(await addTokenFor(folder, "client", BOX));
  const log: string[] = [];
  const options = { folder, rate: null, log: (line: string) => void log.push(line), ...overrides };
  const mailbox = createMailbox({ ...options, timings: { tokensFreshMs: 0, ...overrides.timings } });
  const { port, origin } = await mailbox.listen();
  onTestFinished(() => mailbox.close());
  return {
    folder,
    port,
    origin,
    mailbox,
    therapist,
    client,
    log,
    send: (sent: Sent) => send(port, sent),
    put: (itemId: string, body: Uint8Array, token = client.token) =>
      send(port, { method: "PUT", path: `/m/${BOX}/${itemId}`, token, body }),
    get: (path: string, token = therapist.token) => send(port, { path: `/m/${BOX}${path}`, token }),
  };
}

export function needToken(made: Provisioned): NewToken {
  if (made.kind !== "made") throw new Error(`No token: ${made.kind}`);
  return made;
}
