import { once } from "node:events";
import { Agent, createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";

/**
 * A line between a browser and a mailbox that takes its time in both directions, as a real one does. What a sender that
 * dies had not got through is gone, as on a real one. Counts what arrives.
 */
export interface SlowLine {
  readonly port: number;
  /** How often each id was handed to the mailbox. */
  readonly arrivals: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

export async function openSlowLine(mailboxPort: number, oneWayMs: number): Promise<SlowLine> {
  const arrivals = new Map<string, number>();
  const agent = new Agent({ keepAlive: true });
  const server = createServer((asked, reply) => void carry(asked, reply));
  const late = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, oneWayMs));

  async function carry(asked: IncomingMessage, reply: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    asked.on("data", (chunk: Buffer) => chunks.push(chunk));
    await once(asked, "close");
    await late();
    if (!asked.complete || reply.destroyed) return;
    const id = (asked.url ?? "").split("/").at(-1) ?? "";
    arrivals.set(id, (arrivals.get(id) ?? 0) + 1);
    const { method, url, headers } = asked;
    const onward = httpRequest({ host: "127.0.0.1", port: mailboxPort, method, path: url, headers, agent });
    onward.on("response", (answer) => void carryBack(answer, reply)).on("error", () => reply.destroy());
    onward.end(Buffer.concat(chunks));
  }

  async function carryBack(answer: IncomingMessage, reply: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(Buffer.from(chunk as Uint8Array));
    await late();
    if (!reply.destroyed) reply.writeHead(answer.statusCode ?? 502, answer.headers).end(Buffer.concat(chunks));
  }

  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The line has no port.");
  return {
    port: address.port,
    arrivals,
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
