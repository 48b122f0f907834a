import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface RawRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export type RawReply = (request: RawRequest, response: ServerResponse) => void;

export interface RawServer {
  /** By name: the invite and the demo build's permissions know this machine as `localhost`. */
  readonly origin: string;
  /** What was brought since this was last emptied: a page's own questions, such as for its icon, are not. */
  readonly brought: RawRequest[];
  /** How it answers from now on. */
  reply: RawReply;
  close(): Promise<void>;
}

/** Stands in for an endpoint and keeps every request as it came over the wire. */
export async function startRawServer(): Promise<RawServer> {
  const raw = { brought: [] as RawRequest[], reply: (() => {}) as RawReply };
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { method = "", url = "", headers } = request;
    const whole = { method, url, headers, body: Buffer.concat(parts) };
    if (method !== "GET") raw.brought.push(whole);
    raw.reply(whole, response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return Object.assign(raw, {
    origin: `http://localhost:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
