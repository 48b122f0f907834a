import { randomUUID } from "node:crypto";
import { connect, type Socket } from "node:net";

/** Sends envelopes to a server as fast as it answers, over kept-alive connections, and spends little on it itself. */
export interface Load {
  readonly port: number;
  readonly connections: number;
  /** One request's target, for an id. */
  readonly targetOf: (id: string) => string;
  readonly headers?: readonly string[];
  readonly body: Uint8Array;
}

export interface LoadRun {
  /** Ids whose 2xx was read. */
  readonly acknowledged: readonly string[];
  /** Sent at the end of the run, with no reply that could be read. */
  readonly unanswered: number;
  readonly ms: number;
}

/** Until so many were sent, or until the server goes away. Anything but 2xx ends it with an error. */
export async function sendLoad(
  load: Load,
  wanted: number,
  onAcknowledged: (count: number) => void = () => {},
): Promise<LoadRun> {
  const acknowledged: string[] = [];
  let begun = 0;
  let unanswered = 0;
  const next = (): string | null => (begun++ < wanted ? randomUUID() : null);
  const startedAt = performance.now();
  const lanes = Array.from({ length: load.connections }, () =>
    runLane(load, next, (id) => onAcknowledged(acknowledged.push(id))).catch((error: unknown) => {
      if (!(error instanceof Gone)) throw error;
      unanswered += 1;
    }),
  );
  await Promise.all(lanes);
  return { acknowledged, unanswered, ms: performance.now() - startedAt };
}

/** The server closed the connection, as it does when it is killed. */
class Gone extends Error {}

async function runLane(load: Load, next: () => string | null, done: (id: string) => void): Promise<void> {
  const socket = connect(load.port, "127.0.0.1");
  socket.setNoDelay(true);
  try {
    for (let id = next(); id !== null; id = next()) {
      const status = await exchange(socket, requestFor(load, id));
      if (status < 200 || status > 299) throw new Error(`The server answered ${status}.`);
      done(id);
    }
  } finally {
    socket.destroy();
  }
}

function requestFor({ targetOf, headers = [], body }: Load, id: string): Buffer {
  const lines = [`PUT ${targetOf(id)} HTTP/1.1`, "Host: localhost", `Content-Length: ${body.length}`, ...headers];
  return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`), body]);
}

/** One request and the status of its reply, which ends where its length says. */
function exchange(socket: Socket, request: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = "";
    const stop = (): void => {
      socket.off("data", read).off("close", gone).off("error", gone);
    };
    function read(chunk: Buffer): void {
      text += chunk.toString("latin1");
      const status = statusOfWhole(text);
      if (status === null) return;
      stop();
      resolve(status);
    }
    function gone(): void {
      stop();
      reject(new Gone("The server went away."));
    }
    socket.on("data", read).on("close", gone).on("error", gone);
    socket.write(request);
  });
}

/** Null until the whole reply is there. */
function statusOfWhole(text: string): number | null {
  const end = text.indexOf("\r\n\r\n");
  if (end === -1) return null;
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(text.slice(0, end))?.[1] ?? 0);
  return text.length >= end + 4 + length ? Number(text.slice(9, 12)) : null;
}
