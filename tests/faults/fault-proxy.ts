import { once } from "node:events";
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { cut, endless, onwardHeaders, type Stored, slowly, wordsOf } from "./broken-replies.ts";
import type { Meeting } from "./meetings.ts";
import { createSightings, type Sightings } from "./sightings.ts";

export interface Passing {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
  readonly box: string;
  readonly id: string;
}

/** Stands between the extension and the mailbox and does to each request what it is told to. */
export interface FaultProxy {
  readonly origin: string;
  /** A server nothing may ever reach. */
  readonly trap: string;
  readonly sightings: Sightings;
  /** What the next requests meet, in order. */
  meet(meetings: readonly Meeting[]): void;
  /** Nobody listens any more. */
  down(): Promise<void>;
  up(): Promise<void>;
  /** Requests for this box are cut off until all is mended. */
  kill(box: string): void;
  /** Lets go of what hangs: passed on, or cut off. */
  release(how: "pass" | "reset"): void;
  /** Forgets every fault. */
  heal(): Promise<void>;
  close(): Promise<void>;
}

export async function startFaultProxy(mailboxPort: () => number): Promise<FaultProxy> {
  const sightings = createSightings();
  const trapped = createServer((request, response) => {
    sightings.trap(`${request.method} ${request.url}`);
    response.end();
  });
  const trapPort = await listenOn(trapped, 0);
  let queue: Meeting[] = [];
  const dead = new Set<string>();
  const poisoned = new Map<string, number>();
  const hanging = new Set<(how: "pass" | "reset") => void>();
  let server = createServer(handle);
  const port = await listenOn(server, 0);

  function handle(request: IncomingMessage, response: ServerResponse): void {
    for (const stream of [request, response]) stream.on("error", ignoreBreaking);
    void serve(request, response).catch(() => request.socket.destroy());
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, , box = "", id = ""] = (request.url ?? "").split("/");
    const meeting = dead.has(box) ? ({ kind: "reset", when: "headers" } as const) : takeMeeting(id);
    if (meeting.kind === "reset" && meeting.when === "headers") {
      request.socket.resetAndDestroy();
      return sightings.met();
    }
    const passing = { request, response, body: await readAll(request), box, id };
    sightings.see(passing);
    if (meeting.kind === "poison") poisoned.set(id, meeting.status);
    await play(meeting, passing);
    sightings.met();
  }

  function takeMeeting(id: string): Meeting {
    const poison = poisoned.get(id);
    return poison === undefined ? (queue.shift() ?? { kind: "pass" }) : { kind: "poison", status: poison };
  }

  const forward = (passing: Passing): Promise<Stored> => forwardTo(mailboxPort(), passing);

  async function play(meeting: Meeting, passing: Passing): Promise<void> {
    const { response, request } = passing;
    switch (meeting.kind) {
      case "pass":
        return reply(response, await forward(passing));
      case "reset":
        return void request.socket.resetAndDestroy();
      case "answer":
        if (meeting.stored) await forward(passing);
        else if (meeting.body === "receipt") sightings.lie(passing.id);
        response.writeHead(meeting.status, meeting.headers).end(wordsOf(meeting, passing));
        return;
      case "poison":
        response.writeHead(meeting.status).end();
        return;
      case "cut":
        return cut(response, await forward(passing), meeting);
      case "twice": {
        const [first] = await Promise.all([forward(passing), forward(passing)]);
        return reply(response, first);
      }
      case "slow":
        return slowly(response, await forward(passing), meeting.stepMs);
      case "hang":
        return hang(passing, meeting.stored);
      case "endless":
        return endless(response, meeting.status);
    }
  }

  async function hang(passing: Passing, stored: boolean): Promise<void> {
    const kept = stored ? await forward(passing) : null;
    const how = await new Promise<"pass" | "reset">((resolve) => {
      hanging.add(resolve);
      passing.request.socket.once("close", () => resolve("reset"));
      sightings.hangs();
    });
    if (how === "reset") passing.request.socket.resetAndDestroy();
    else reply(passing.response, kept ?? (await forward(passing)));
  }

  function release(how: "pass" | "reset"): void {
    for (const letGo of hanging) letGo(how);
    hanging.clear();
  }
  async function up(): Promise<void> {
    if (server.listening) return;
    server = createServer(handle);
    await listenOn(server, port);
  }
  async function down(): Promise<void> {
    if (!server.listening) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  return {
    origin: `http://localhost:${port}`,
    trap: `http://127.0.0.1:${trapPort}`,
    sightings,
    meet: (meetings) => void queue.push(...meetings),
    down,
    up,
    kill: (box) => void dead.add(box),
    release,
    async heal() {
      queue = [];
      dead.clear();
      poisoned.clear();
      release("reset");
      await up();
    },
    async close() {
      release("reset");
      await down();
      trapped.close();
    },
  };
}

/** Sockets break here on purpose. */
function ignoreBreaking(): void {}

async function listenOn(server: Server, port: number): Promise<number> {
  server.on("connection", (socket) => socket.on("error", ignoreBreaking));
  server.keepAliveTimeout = 30_000;
  await once(server.listen(port, "127.0.0.1"), "listening");
  return (server.address() as AddressInfo).port;
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The mailbox itself answers; where it is not there, what stands before it says 502, as a reverse proxy does. */
function forwardTo(port: number, { request, body }: Passing): Promise<Stored> {
  const options = { host: "127.0.0.1", port, method: request.method, path: request.url, headers: request.headers };
  return new Promise((resolve) => {
    const gone = (): void => resolve({ status: 502, headers: {}, body: Buffer.alloc(0) });
    const onward = httpRequest({ ...options, agent: false }, (incoming) => {
      incoming.on("error", gone);
      void readAll(incoming).then((read) => {
        resolve({ status: incoming.statusCode ?? 502, headers: incoming.headers, body: read });
      }, gone);
    });
    onward.on("error", gone);
    onward.end(body);
  });
}

function reply(response: ServerResponse, { status, headers, body }: Stored): void {
  response.writeHead(status, onwardHeaders(headers)).end(body);
}
