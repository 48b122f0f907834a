import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

export interface RawRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface RawServer {
  /** By name: the invite and the demo build's permissions know this machine as `localhost`. */
  readonly origin: string;
  /** Since it was last emptied. */
  readonly requests: RawRequest[];
  /** How it answers from now on. */
  reply: RequestListener;
  close(): Promise<void>;
}

/** Stands in for an endpoint and keeps every request as it came over the wire. */
export async function startRawServer(): Promise<RawServer> {
  const raw = { requests: [] as RawRequest[], reply: (() => {}) as RequestListener };
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { method = "", url = "", headers } = request;
    raw.requests.push({ method, url, headers, body: Buffer.concat(parts) });
    raw.reply(request, response);
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
