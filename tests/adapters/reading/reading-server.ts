import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "vitest";
import { createPlaceReading } from "../../../src/adapters/endpoint/place-reading.ts";

export const ID = "6f1c1c1e-0000-4000-8000-000000000001";
export const OTHER = "6f1c1c1e-0000-4000-8000-000000000002";
export const NOW = Date.parse("2026-11-30T10:00:00Z");
export const INSTRUMENTS = ["afs-core|1", "own|2"];

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

/** A small real server; gives its address. */
export async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((done) => started.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
}

export function placeReading({ permitted = true } = {}) {
  return createPlaceReading({
    fetch: globalThis.fetch,
    isPermitted: async () => permitted,
    instruments: async () => INSTRUMENTS,
    now: () => NOW,
  });
}

export function say(status: number, body = "", headers: Record<string, string> = {}): RequestListener {
  return (_, reply) => reply.writeHead(status, headers).end(body);
}

export const json = (body: unknown): RequestListener =>
  say(200, JSON.stringify(body), { "content-type": "application/json" });
