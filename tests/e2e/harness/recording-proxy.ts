import { once } from "node:events";
import { createServer, type IncomingMessage, request as passOn, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";

/** What the browser wanted of whom. Of a tunnel only the name and the port can be known. */
export interface Contact {
  readonly host: string;
  readonly method: string;
  readonly url: string;
  readonly headers: readonly string[];
  readonly body: Buffer;
}

export interface RecordingProxy {
  readonly port: number;
  /** In the order of their arrival. */
  readonly contacts: readonly Contact[];
  close(): Promise<void>;
}

const THIS_MACHINE = /^(?:localhost|127\.0\.0\.1):\d+$/;

/**
 * Everything the browser sends goes through here, this machine's own names included, and is kept as it came. Names of this
 * machine are reached; any other is the end of the way: it is noted and looked up nowhere.
 */
export async function startRecordingProxy(): Promise<RecordingProxy> {
  const contacts: Contact[] = [];
  const sockets = new Set<Duplex>();
  const server = createServer((request, response) => void take(request, response, contacts));
  server.on("connection", (socket) => remember(socket));
  server.on("connect", (request, socket) => {
    const [host, headers] = [request.url ?? "", request.rawHeaders];
    contacts.push({ host, method: "CONNECT", url: host, headers, body: Buffer.alloc(0) });
    if (!THIS_MACHINE.test(host)) return void socket.end("HTTP/1.1 502 Nobody\r\n\r\n");
    tunnel(socket, host, remember);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    port,
    contacts,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  function remember(socket: Duplex): void {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  }
}

async function take(request: IncomingMessage, response: ServerResponse, contacts: Contact[]): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const { method = "", url = "", rawHeaders: headers } = request;
  const body = Buffer.concat(parts);
  // What is not asked of a proxy is asked of the proxy itself, by nobody who should.
  const { host } = URL.canParse(url) ? new URL(url) : { host: `the proxy, ${url}` };
  contacts.push({ host, method, url, headers, body });
  if (!THIS_MACHINE.test(host)) return void response.writeHead(502).end();
  const onward = passOn(url, { method, headers: request.headers }, (reply) => {
    response.writeHead(reply.statusCode ?? 502, reply.headers);
    reply.pipe(response);
  });
  onward.on("error", () => response.destroy());
  onward.end(body);
}

/** Web sockets of a page: what goes through is the page's own. */
function tunnel(socket: Duplex, host: string, remember: (socket: Duplex) => void): void {
  const [, port] = host.split(":");
  const onward: Socket = connect(Number(port), "127.0.0.1", () => {
    socket.write("HTTP/1.1 200 Here\r\n\r\n");
    socket.pipe(onward).pipe(socket);
  });
  remember(onward);
  for (const end of [socket, onward]) end.on("error", () => end.destroy());
}
