import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { fileErrorCode } from "./file-error.ts";
import { DEFAULT_RATE, type Rate } from "./rate.ts";
import { createRequestHandler, type Reply } from "./request-handler.ts";
import { createStore, prepareStore } from "./store.ts";
import { createTokenReader, TOKENS_FRESH_MS } from "./token-file.ts";
import { createTokenQuota } from "./token-use.ts";

export interface MailboxOptions {
  readonly folder: string;
  /** Writes of one client's token; null switches the limit off. */
  readonly rate?: Rate | null;
  readonly quotaBytes?: number;
  /** What one client's token may put into its box in all; null switches the limit off. */
  readonly tokenQuotaBytes?: number | null;
  readonly timings?: Partial<MailboxTimings>;
  readonly now?: () => number;
  /** What a person running the mailbox should know. Never a body, an address or an id. */
  readonly log?: (line: string) => void;
}

export interface MailboxTimings {
  readonly headersMs: number;
  /** From the first byte of a request to the last of its body. */
  readonly requestMs: number;
  /** How long a stop waits for requests under way. */
  readonly stopMs: number;
  readonly tokensFreshMs: number;
}

export interface Mailbox {
  /** Port 0 takes a free one. Loopback unless another host is named: TLS is a reverse proxy's work. */
  listen(port?: number, host?: string): Promise<{ readonly port: number; readonly origin: string }>;
  /** Lets requests under way finish, then stops. */
  close(): Promise<void>;
  /** null while it is not listening. */
  readonly port: number | null;
}

/** About 450,000 check-ins of a box. */
export const DEFAULT_QUOTA_BYTES = 1 << 30;

/** About 29,000 check-ins of one client, far more than a treatment has; a sixteenth of a box that all of them share. */
export const DEFAULT_TOKEN_QUOTA_BYTES = 64 << 20;

/** 64 KB pass in 20 s even on a bad mobile line; the extension gives up after 20 s as well. */
const DEFAULT_TIMINGS: MailboxTimings = {
  headersMs: 10_000,
  requestMs: 20_000,
  stopMs: 10_000,
  tokensFreshMs: TOKENS_FRESH_MS,
};

export function createMailbox(options: MailboxOptions): Mailbox {
  const { folder, rate = DEFAULT_RATE, now = Date.now, log = () => {} } = options;
  const { quotaBytes = DEFAULT_QUOTA_BYTES, tokenQuotaBytes = DEFAULT_TOKEN_QUOTA_BYTES } = options;
  const timings = { ...DEFAULT_TIMINGS, ...options.timings };
  const tokenReader = createTokenReader({ folder, freshMs: timings.tokensFreshMs });
  const tokenQuota = createTokenQuota({ folder, quotaBytes: tokenQuotaBytes });
  const handle = createRequestHandler({
    store: createStore({ folder, quotaBytes }),
    tokens: (at) => tokenReader.current(at),
    allowanceOf: (tokenId) => tokenQuota.roomOf(tokenId),
    rate,
    now,
  });
  let stopping = false;

  const server = createServer({
    headersTimeout: timings.headersMs,
    requestTimeout: timings.requestMs,
    connectionsCheckingInterval: Math.min(timings.headersMs, timings.requestMs) / 4,
    keepAliveTimeout: 30_000,
  });
  server.on("request", (request, response) => void respond(request, response));

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let reply: Reply;
    try {
      reply = await handle(request);
    } catch (error) {
      // The sender keeps its copy and tries again; the code is for the person who runs the mailbox.
      log(`A request failed: ${fileErrorCode(error) ?? String(error)}`);
      reply = { status: 503, headers: { "Retry-After": "30" } };
    }
    send(response, reply);
  }

  function send(response: ServerResponse, { status, headers = {}, body = new Uint8Array() }: Reply): void {
    if (stopping) response.shouldKeepAlive = false;
    const length = status === 204 ? {} : { "Content-Length": String(body.length) };
    response.writeHead(status, {
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      ...headers,
      ...length,
    });
    response.end(body);
  }

  return {
    async listen(port = 0, host = "127.0.0.1") {
      await prepareStore(folder);
      await tokenQuota.open();
      await once(server.listen(port, host), "listening");
      const taken = portOf(server.address()) ?? port;
      return { port: taken, origin: `http://${host.includes(":") ? `[${host}]` : host}:${taken}` };
    },
    async close() {
      stopping = true;
      const impatience = setTimeout(() => server.closeAllConnections(), timings.stopMs);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      clearTimeout(impatience);
      await tokenQuota.close();
    },
    get port() {
      return portOf(server.address());
    },
  };
}

function portOf(address: ReturnType<ReturnType<typeof createServer>["address"]>): number | null {
  return typeof address === "object" && address !== null ? address.port : null;
}
