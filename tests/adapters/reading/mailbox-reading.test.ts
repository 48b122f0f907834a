import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createMailboxReading } from "../../../src/adapters/endpoint/mailbox-reading.ts";
import { ITEM_LIMIT_BYTES } from "../../../src/adapters/endpoint/reading-request.ts";
import type { MailboxAccess } from "../../../src/protocol/therapist-records.ts";

const ID = "6f1c1c1e-0000-4000-8000-000000000001";
const OTHER = "6f1c1c1e-0000-4000-8000-000000000002";

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

async function serve(listener: RequestListener): Promise<MailboxAccess> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((done) => started.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${(started.address() as AddressInfo).port}`, box: "b", token: "secret" };
}

const reading = createMailboxReading({ fetch: globalThis.fetch, isPermitted: async () => true });
const json = (body: unknown): RequestListener => {
  return (_, reply) => reply.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
};

describe("a mailbox that works", () => {
  test("is asked for its box with the token and nothing that tells who asks", async () => {
    let asked: IncomingMessage | null = null;
    const access = await serve((request, reply) => {
      asked = request;
      json({ items: [], next: null })(request, reply);
    });
    expect(await reading.list(access)).toEqual({ kind: "listed", items: [] });
    expect(asked!.url).toBe("/m/b?limit=1000");
    expect(asked!.headers.authorization).toBe("Bearer secret");
    expect(asked!.headers).not.toHaveProperty("cookie");
    expect(asked!.headers).not.toHaveProperty("referer");
  });

  test("lists its items once each and oldest first, though pages overlap", async () => {
    const first = { id: ID, size: 2248, arrivedAt: 200 };
    const second = { id: OTHER, size: 2248, arrivedAt: 100 };
    const access = await serve((request, reply) => {
      const since = new URL(request.url ?? "", "http://x").searchParams.get("since");
      json(since === null ? { items: [first], next: 150 } : { items: [first, second], next: null })(request, reply);
    });
    expect(await reading.list(access)).toEqual({ kind: "listed", items: [second, first] });
  });

  test("that names the same page again and again is not asked for ever", async () => {
    let asked = 0;
    const access = await serve((request, reply) => {
      asked += 1;
      json({ items: [{ id: ID, size: 1, arrivedAt: 1 }], next: asked })(request, reply);
    });
    expect(await reading.list(access)).toMatchObject({ kind: "listed" });
    expect(asked).toBe(2);
  });

  test("hands over the bytes of one envelope unchanged", async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const access = await serve((_, reply) => reply.end(bytes));
    expect(await reading.read(access, ID)).toEqual({ kind: "read", bytes });
  });
});

describe("a mailbox that does not", () => {
  const status =
    (code: number, headers: Record<string, string> = {}, body = ""): RequestListener =>
    (_, reply) =>
      reply.writeHead(code, headers).end(body);

  test.each([
    ["401", status(401), "wrongToken"],
    ["403", status(403), "wrongToken"],
    ["404", status(404), "noSuchBox"],
    ["410", status(410), "tokenEnded"],
    ["302 to another place", status(302, { location: "http://127.0.0.1:1/" }), "moved"],
    ["307 to another place", status(307, { location: "http://127.0.0.1:1/" }), "moved"],
    ["429", status(429), "busy"],
    ["503", status(503), "busy"],
    ["500", status(500), "mailboxTrouble"],
    ["418", status(418), "notAMailbox"],
    ["204", status(204), "notAMailbox"],
    ["a web page", status(200, { "content-type": "text/html" }, "<h1>Sign in</h1>"), "notAMailbox"],
    ["broken JSON", status(200, {}, '{"items":['), "notAMailbox"],
    ["JSON of something else", json([1, 2]), "notAMailbox"],
    ["a list without ids", json({ items: [{ size: 1, arrivedAt: 1 }] }), "notAMailbox"],
    ["an id that is a path", json({ items: [{ id: "../etc", size: 1, arrivedAt: 1 }] }), "notAMailbox"],
    ["a size that is text", json({ items: [{ id: ID, size: "big", arrivedAt: 1 }] }), "notAMailbox"],
    ["a cut connection", (request: IncomingMessage) => request.socket.destroy(), "noReply"],
  ] as const)("%s", async (_, listener, reason) => {
    const access = await serve(listener as RequestListener);
    expect(await reading.list(access)).toEqual({ kind: "failed", reason });
  });

  test("is not there at all", async () => {
    const access = await serve(status(200));
    server?.closeAllConnections();
    await new Promise((done) => server?.close(done));
    expect(await reading.list(access)).toEqual({ kind: "failed", reason: "noReply" });
  });

  test("says that an envelope is gone", async () => {
    expect(await reading.read(await serve(status(404)), ID)).toEqual({ kind: "failed", reason: "noSuchItem" });
  });

  test("sends an envelope without end: reading stops at the limit", async () => {
    let sent = 0;
    const access = await serve((_, reply) => {
      const chunk = Buffer.alloc(16 * 1024);
      const more = (): void => {
        sent += chunk.length;
        if (!reply.destroyed) reply.write(chunk, () => setImmediate(more));
      };
      more();
    });
    expect(await reading.read(access, ID)).toEqual({ kind: "failed", reason: "tooLarge" });
    expect(sent).toBeLessThan(200 * ITEM_LIMIT_BYTES);
  });

  test("is not asked where the browser does not let us read it", async () => {
    let asked = 0;
    const access = await serve((_, reply) => {
      asked += 1;
      reply.end();
    });
    const refused = createMailboxReading({ fetch: globalThis.fetch, isPermitted: async () => false });
    expect(await refused.list(access)).toEqual({ kind: "failed", reason: "noPermission" });
    expect(asked).toBe(0);
  });
});
