import { createHash } from "node:crypto";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Meeting } from "./meetings.ts";

/** What the mailbox answered. */
export interface Stored {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** Of one connection, not of the message. */
const HOP_BY_HOP: ReadonlySet<string> = new Set(["connection", "transfer-encoding", "keep-alive"]);

export function onwardHeaders(headers: IncomingMessage["headers"]): IncomingMessage["headers"] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)));
}

/** The reply as it would stand on the wire, of which only a part arrives. */
export function cut(
  response: ServerResponse,
  { status, body }: Stored,
  how: { share: number; how: "reset" | "end" },
): void {
  const whole = Buffer.concat([
    Buffer.from(`HTTP/1.1 ${status} OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`),
    body,
  ]);
  const { socket } = response;
  const part = whole.subarray(0, Math.floor(whole.length * how.share));
  if (how.how === "end") socket?.end(part);
  else socket?.write(part, () => socket.resetAndDestroy());
}

export async function slowly(
  response: ServerResponse,
  { status, headers, body }: Stored,
  stepMs: number,
): Promise<void> {
  await pause(stepMs * 4);
  response.writeHead(status, onwardHeaders(headers));
  response.flushHeaders();
  const step = Math.max(1, Math.ceil(body.length / 5));
  for (let at = 0; at < body.length; at += step) {
    await pause(stepMs);
    response.write(body.subarray(at, at + step));
  }
  response.end();
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** More than any reader may take in. */
const ENDLESS_BYTES = 4 * 2 ** 20;
export async function endless(response: ServerResponse, status: number): Promise<void> {
  response.writeHead(status, { "content-type": "application/json" });
  const block = Buffer.alloc(64 * 1024, "a");
  for (let sent = 0; sent < ENDLESS_BYTES && !response.destroyed; sent += block.length) {
    if (!response.write(block)) await untilWritable(response);
  }
  response.end();
}

async function untilWritable(response: ServerResponse): Promise<void> {
  const ended = new AbortController();
  const events = ["drain", "close"].map((event) => once(response, event, { signal: ended.signal }));
  await Promise.race(events.map((event) => event.catch(() => {}))).finally(() => ended.abort());
}

interface Sent {
  readonly id: string;
  readonly body: Buffer;
}

export function wordsOf({ body, status }: Extract<Meeting, { kind: "answer" }>, { id, body: sent }: Sent): string {
  if (status === 204 || body === undefined) return "";
  if (body !== "receipt") return body.text;
  return JSON.stringify({ id, sha256: createHash("sha256").update(sent).digest("hex") });
}
