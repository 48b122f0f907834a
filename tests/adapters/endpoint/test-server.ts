import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface TestServer {
  readonly url: string;
  close(): Promise<void>;
}

export async function startServer(listener: RequestListener): Promise<TestServer> {
  const server = createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

export function receiptFor(id: string, bytes: Uint8Array): string {
  return JSON.stringify({ id, sha256: createHash("sha256").update(bytes).digest("hex") });
}

/** Keeps what it is sent as the mailbox does: 201 new, 200 the same again, 409 other bytes under a known id. */
export function createKeeper() {
  const kept = new Map<string, Buffer>();
  async function keep(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const id = request.url!.split("/").at(-1)!;
    const bytes = await readBody(request);
    const earlier = kept.get(id);
    if (earlier === undefined) kept.set(id, bytes);
    const status = earlier === undefined ? 201 : earlier.equals(bytes) ? 200 : 409;
    response.writeHead(status, { "content-type": "application/json" }).end(receiptFor(id, bytes));
  }
  return { kept, keep };
}
