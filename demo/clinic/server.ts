import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { type FileAddress, packageFile, pageFile, sendFile } from "./files.ts";
import { mountSignalling, SIGNALLING_PATH } from "./signalling.ts";

/** Looks at a request first; true if it answered. */
export type Route = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface Clinic {
  /** `http://localhost:PORT`: the client's side. */
  readonly origin: string;
  /** `http://127.0.0.1:PORT`: the same server as another site, for the therapist's side. */
  readonly otherOrigin: string;
  readonly port: number;
  close(): Promise<void>;
}

export interface ClinicOptions {
  /** 0 takes a free one. */
  readonly port?: number;
  /** Further pages, for tests. */
  readonly routes?: readonly Route[];
}

/** A small telehealth site on loopback: PeerJS in the page, its own PeerServer here, nothing from elsewhere. */
export async function startClinic({ port = 0, routes = [] }: ClinicOptions = {}): Promise<Clinic> {
  const server = createServer();
  const signalling = mountSignalling(server);
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.on("request", (request, response) => {
    if (routes.some((route) => route(request, response))) return;
    if (request.url?.startsWith(`${SIGNALLING_PATH}/`)) return signalling.handle(request, response);
    answer(request, response, signalling.isPresent);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const taken = typeof address === "object" && address !== null ? address.port : port;
  return {
    origin: `http://localhost:${taken}`,
    otherOrigin: `http://127.0.0.1:${taken}`,
    port: taken,
    async close() {
      const closed = once(server, "close");
      server.close();
      // Signalling sockets stay open as long as a page does; nobody waits for them.
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

const ROOM = /^\/(room|therapist|presence)\/([a-z0-9-]{1,40})$/;
const ASSET = /^\/clinic\/([a-z-]+\.(?:css|js))$/;

function answer(request: IncomingMessage, response: ServerResponse, isPresent: (peerId: string) => boolean): void {
  const [path = ""] = (request.url ?? "").split("?", 1);
  const [, side, room = ""] = ROOM.exec(path) ?? [];
  if (side === "presence") {
    response.writeHead(200, { "Content-Type": "application/json", "Cache-Control": "no-store" });
    response.end(JSON.stringify({ therapist: isPresent(`therapist-${room}`) }));
    return;
  }
  sendFile(response, fileFor(path, side));
}

function fileFor(path: string, side: string | undefined): FileAddress | null {
  if (path === "/") return pageFile("door.html");
  if (path === "/bye") return pageFile("bye.html");
  if (side === "room") return pageFile("client.html");
  if (side === "therapist") return pageFile("therapist.html");
  if (path === "/vendor/peerjs.js") return packageFile("peerjs", "dist/peerjs.min.js");
  const [, asset] = ASSET.exec(path) ?? [];
  return asset === undefined ? null : pageFile(asset);
}
