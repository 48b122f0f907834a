import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { ExpressPeerServer } from "peer";

export const SIGNALLING_PATH = "/signalling";
/** PeerJS gives a sign of life every 5 s; a therapist whose browser died frees the room after this. */
const ALIVE_TIMEOUT_MS = 12_000;

export interface Signalling {
  handle(request: IncomingMessage, response: ServerResponse): void;
  isPresent(peerId: string): boolean;
}

/** PeerJS's own server in our process, on our port. Its timers cannot be stopped: they end with the process. */
export function mountSignalling(server: Server): Signalling {
  const present = new Set<string>();
  const peerServer = ExpressPeerServer(server, { path: SIGNALLING_PATH, alive_timeout: ALIVE_TIMEOUT_MS });
  // PeerServer starts when an express app mounts it. A second one, never mounted itself, is that app: no express of ours.
  const app = ExpressPeerServer(server);
  app.use(peerServer);
  peerServer.on("connection", (client) => present.add(client.getId()));
  peerServer.on("disconnect", (client) => present.delete(client.getId()));
  return {
    handle: (request, response) => app(request, response),
    isPresent: (peerId) => present.has(peerId),
  };
}
