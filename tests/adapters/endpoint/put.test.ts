import { once } from "node:events";
import type { IncomingMessage, RequestListener } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { createPutAdapter } from "../../../src/adapters/endpoint/put.ts";
import type { EndpointDeps } from "../../../src/adapters/endpoint/sending.ts";
import type { InviteEndpoint } from "../../../src/core/invite/endpoint.ts";
import type { Delivery } from "../../../src/core/outbox/delivery.ts";
import { createKeeper, readBody, receiptFor, startServer, type TestServer } from "./test-server.ts";
import { BYTES, ID, orderTo, outcome, USUAL_DEPS } from "./usual-order.ts";

const RECEIPT = receiptFor(ID, BYTES);

let server: TestServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function deliver(url: string, deps: Partial<EndpointDeps> = {}): Promise<Delivery> {
  const endpoint: InviteEndpoint = { adapter: "put", profile: "mailbox", url, box: "r7", token: "t0k" };
  return createPutAdapter({ ...USUAL_DEPS, ...deps })(orderTo(endpoint));
}
async function deliverTo(listener: RequestListener, deps: Partial<EndpointDeps> = {}): Promise<Delivery> {
  server = await startServer(listener);
  return deliver(server.url, deps);
}

describe("a mailbox that is well", () => {
  test("gets the bytes under their id with the client's key, and nothing else that tells who sends", async () => {
    let seen: IncomingMessage | null = null;
    const { kept, keep } = createKeeper();
    const delivery = await deliverTo((request, response) => {
      seen = request;
      void keep(request, response);
    });
    expect(delivery).toEqual({ kind: "delivered" });
    expect([...kept]).toEqual([[ID, Buffer.from(BYTES)]]);
    const { method, url, headers } = seen!;
    expect([method, url]).toEqual(["PUT", `/m/r7/${ID}`]);
    expect(headers).toMatchObject({ authorization: "Bearer t0k", "content-type": "application/octet-stream" });
    expect(headers).not.toHaveProperty("cookie");
    expect(headers).not.toHaveProperty("referer");
    expect(headers).not.toHaveProperty("origin");
  });

  test("I17: says delivered again to the same bytes, and is not believed with other bytes", async () => {
    const { kept, keep } = createKeeper();
    server = await startServer(keep);
    expect([await deliver(server.url), await deliver(server.url)].map(outcome)).toEqual(["delivered", "delivered"]);
    kept.set(ID, Buffer.from("somebody else's"));
    expect(outcome(await deliver(server.url))).toBe("park otherContent");
  });

  test("is spoken to without cookies, redirects, cache or referrer, and only for so long", async () => {
    let used: RequestInit = {};
    await deliver("https://box.example", {
      fetch: async (_url, init) => {
        used = init;
        return new Response(RECEIPT, { status: 201 });
      },
    });
    expect(used).toMatchObject({
      redirect: "manual",
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
    });
    expect(used.signal).toBeInstanceOf(AbortSignal);
  });
});

describe("before anything is sent", () => {
  const unreachable: Partial<EndpointDeps> = {
    fetch: () => {
      throw new Error("something was sent");
    },
    isOnline: () => {
      throw new Error("something was sent");
    },
  };

  test("the browser's permission for this origin is asked for", async () => {
    const asked: string[] = [];
    const delivery = await deliver("https://box.example:8443/under", {
      ...unreachable,
      isPermitted: async (origin) => {
        asked.push(origin);
        return false;
      },
    });
    expect(outcome(delivery)).toBe("hold noPermission");
    expect(asked).toEqual(["https://box.example:8443"]);
  });

  test("the consent to send health answers is asked for", async () => {
    expect(outcome(await deliver("https://box.example", { ...unreachable, mayCollect: async () => false }))).toBe(
      "hold noConsent",
    );
  });

  test("the rule that hides this installation is set, every time", async () => {
    const steps: string[] = [];
    const deps: Partial<EndpointDeps> = {
      ensureOriginRule: async () => void steps.push("rule"),
      fetch: async () => {
        steps.push("sent");
        return new Response(RECEIPT, { status: 201 });
      },
    };
    await deliver("https://box.example", deps);
    await deliver("https://box.example", deps);
    expect(steps).toEqual(["rule", "sent", "rule", "sent"]);
  });

  test("a browser that cannot set the rule sends nothing, and is asked again later", async () => {
    const refuse = async () => Promise.reject(new Error("no session rules"));
    expect((await deliver("https://box.example", { ...unreachable, ensureOriginRule: refuse })).kind).toBe("retry");
    expect((await deliver("https://box.example", { ...unreachable, isPermitted: refuse })).kind).toBe("retry");
  });

  test.each([
    "http://box.example",
    "ftp://box.example",
    "https://user:pw@box.example",
    "https://box.example/#part",
    "https://box.example/?q=1",
    "https://192.168.0.1",
    "https://[::1]",
    "https://localhost",
    "https://2130706433",
    "javascript:alert(1)",
    "box.example",
    "",
  ])("the address %j is refused", async (url) => {
    expect(outcome(await deliver(url, unreachable))).toBe("hold notTheEndpoint");
  });

  test("http on this machine is refused outside the build for demo and tests", async () => {
    expect(outcome(await deliver("http://localhost:8787", { ...unreachable, allowLocalhost: false }))).toBe(
      "hold notTheEndpoint",
    );
  });
});

describe("a server that misbehaves", () => {
  test("reset after it has read the request: unknown, so tried again", async () => {
    const { kept, keep } = createKeeper();
    const delivery = await deliverTo(async (request) => {
      const bytes = await readBody(request);
      kept.set(ID, bytes);
      request.socket.destroy();
    });
    expect(outcome(delivery)).toBe("retry noReply");
    await server!.close();
    // The repeat finds it there.
    server = await startServer(keep);
    expect(outcome(await deliver(server.url))).toBe("delivered");
  });

  test("hangs before its reply: given up at the limit", async () => {
    expect(outcome(await deliverTo(() => undefined, { limitMs: 50 }))).toBe("retry noReply");
  });

  test("hangs in the middle of its reply: proves nothing", async () => {
    const delivery = await deliverTo(
      (_request, response) => {
        response.writeHead(201, { "content-type": "application/json" });
        response.write(RECEIPT.slice(0, 10));
      },
      { limitMs: 200 },
    );
    // Of a busy machine even the head of the reply may be too late: either way it is tried again.
    expect(delivery.kind).toBe("retry");
  });

  test("cuts its receipt short: proves nothing", async () => {
    const delivery = await deliverTo((_request, response) => {
      response.writeHead(201, { "content-length": String(RECEIPT.length) });
      response.write(RECEIPT.slice(0, -1), () => response.destroy());
    });
    expect(outcome(delivery)).toBe("retry strangeReply");
  });

  test("sends its receipt in single bytes: patiently read", async () => {
    const delivery = await deliverTo((_request, response) => {
      response.writeHead(201);
      const letters = [...RECEIPT];
      const writeOne = (): void => {
        const letter = letters.shift();
        if (letter === undefined) response.end();
        else response.write(letter, writeOne);
      };
      writeOne();
    });
    expect(outcome(delivery)).toBe("delivered");
  });

  test("sends without end: cut off after 64 KB", async () => {
    let written = 0;
    const delivery = await deliverTo((_request, response) => {
      response.writeHead(201);
      const part = Buffer.alloc(16 * 1024, "x");
      const writeMore = (): void => {
        if (response.destroyed) return;
        written += part.length;
        response.write(part, writeMore);
      };
      writeMore();
    });
    expect(outcome(delivery)).toBe("retry strangeReply");
    // Some megabytes may be under way in buffers of the two sockets; an endless body would pass any bound.
    expect(written).toBeLessThan(16 * 1024 * 1024);
  });

  test.each([500, 413, 404])("sends an endless body with %d: the connection is closed unread", async (status) => {
    let closed: Promise<unknown> = Promise.resolve();
    const delivery = await deliverTo((_request, response) => {
      closed = once(response, "close");
      response.writeHead(status);
      const part = Buffer.alloc(64 * 1024, "x");
      const writeMore = (): void => void (response.destroyed || response.write(part, writeMore));
      writeMore();
    });
    expect(delivery.kind).not.toBe("delivered");
    await closed;
  });

  test.each([301, 302, 303, 307, 308])("I5: redirects with %d: not followed, the endpoint is held", async (status) => {
    const visited: string[] = [];
    const delivery = await deliverTo((request, response) => {
      visited.push(request.url!);
      response.writeHead(status, { location: "/elsewhere" }).end();
    });
    expect(outcome(delivery)).toBe("hold moved");
    expect(visited).toEqual([`/m/r7/${ID}`]);
  });

  test("redirects as browsers show it: no status, no goal, held all the same", async () => {
    const opaque = { type: "opaqueredirect", status: 0, ok: false, headers: new Headers(), body: null };
    const delivery = await deliver("https://box.example", { fetch: async () => opaque as unknown as Response });
    expect(outcome(delivery)).toBe("hold moved");
  });

  test.each([
    ["a sign-in page", 200, "text/html", "<form>", "hold webPage"],
    ["wrong JSON", 201, "application/json", '{"ok":true}', "retry strangeReply"],
    ["another receipt", 201, "application/json", receiptFor("other", BYTES), "retry strangeReply"],
    ["a receipt for other bytes", 201, "application/json", receiptFor(ID, new Uint8Array(3)), "retry strangeReply"],
    ["no text at all", 201, "application/json", Buffer.from([0xff, 0xfe, 0x00]), "retry strangeReply"],
    ["nothing", 204, "application/json", "", "retry strangeReply"],
  ])("answers with %s", async (_name, status, contentType, body, expected) => {
    const delivery = await deliverTo((_request, response) => {
      response.writeHead(status, { "content-type": contentType }).end(body);
    });
    expect(outcome(delivery)).toBe(expected);
  });

  test("asks for time: the wish is passed on", async () => {
    const delivery = await deliverTo((_request, response) => {
      response.writeHead(503, { "retry-after": "40" }).end();
    });
    expect(delivery).toEqual({ kind: "retry", reason: "endpointTrouble", retryAfterMs: 40_000 });
  });

  test("asks for time by date: held against its own clock, however wrong that is", async () => {
    const delivery = await deliverTo((_request, response) => {
      response.sendDate = false;
      const headers = { date: "Thu, 01 Jan 1970 00:00:00 GMT", "retry-after": "Thu, 01 Jan 1970 00:02:00 GMT" };
      response.writeHead(429, headers).end();
    });
    expect(delivery).toEqual({ kind: "retry", reason: "busy", retryAfterMs: 120_000 });
  });
});

describe("a network that is not there", () => {
  async function closedPort(): Promise<string> {
    const gone = await startServer(() => undefined);
    await gone.close();
    return gone.url;
  }

  test("a refused connection is tried again", async () => {
    expect(outcome(await deliver(await closedPort()))).toBe("retry noReply");
  });

  test("the computer being offline is said", async () => {
    expect(outcome(await deliver(await closedPort(), { isOnline: () => false }))).toBe("retry offline");
  });
});
