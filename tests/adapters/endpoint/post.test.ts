import { createHmac } from "node:crypto";
import type { RequestListener } from "node:http";
import { armor } from "age-encryption";
import { afterEach, describe, expect, test } from "vitest";
import { createPostAdapter, type PostDeps } from "../../../src/adapters/endpoint/post.ts";
import type { PostEndpoint } from "../../../src/core/invite/endpoint.ts";
import type { DeliveryOrder } from "../../../src/core/outbox/delivery.ts";
import { type RawServer, startRawServer } from "./raw-server.ts";
import { BYTES, ID, orderTo, outcome, USUAL_DEPS } from "./usual-order.ts";

const SECRET = `whsec_${Buffer.from("a secret of thirty-two bytes !!!").toString("base64")}`;

let server: RawServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

type Changes = Partial<Omit<PostEndpoint, "adapter">>;
async function open(reply: RequestListener, changes: Changes = {}, deps: Partial<PostDeps> = {}) {
  server = await startRawServer(reply);
  const { requests, url } = server;
  const endpoint: PostEndpoint = {
    adapter: "post",
    profile: "generic",
    url: `${url}/hook?k=1`,
    box: "",
    token: "",
    ...changes,
  };
  const deliver = createPostAdapter({ ...USUAL_DEPS, ...deps });
  return {
    requests,
    send: async (bytes?: Uint8Array, order: Pick<DeliveryOrder, "isStillWanted"> = {}) =>
      outcome(await deliver({ ...orderTo(endpoint, bytes), ...order })),
  };
}
const say =
  (status: number, body = "", headers = {}): RequestListener =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);

function signatureOf(headers: Readonly<Record<string, unknown>>, body: Buffer): string {
  const key = Buffer.from(SECRET.slice(6), "base64");
  const signed = Buffer.concat([Buffer.from(`${ID}.${String(headers["webhook-timestamp"])}.`), body]);
  return `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
}

describe("a message to a webhook", () => {
  test("is a small event around the sealed file, under its id", async () => {
    const { requests, send } = await open(say(200, '{"ok":true}'), { token: "t0k" });
    expect(await send()).toBe("delivered");
    const { method, url, headers, body } = requests[0]!;
    expect([method, url]).toEqual(["POST", "/hook?k=1"]);
    expect(headers).toMatchObject({
      "content-type": "application/json",
      authorization: "Bearer t0k",
      "webhook-id": ID,
      "idempotency-key": `"${ID}"`,
    });
    for (const name of ["cookie", "referer", "origin", "webhook-signature"]) expect(headers).not.toHaveProperty(name);
    const { data, ...event } = JSON.parse(body.toString()) as { readonly data: string };
    expect(event).toEqual({
      specversion: "1.0",
      id: ID,
      source: "urn:aftersession",
      type: "aftersession.envelope",
      datacontenttype: "application/age",
    });
    expect(armor.decode(data)).toEqual(BYTES);
  });

  test("is the same bytes each time, signed anew with the time of the attempt", async () => {
    let now = Date.UTC(2026, 10, 25, 12, 0);
    const silent: RequestListener = (_, response) => {
      response.sendDate = false;
      response.writeHead(503).end();
    };
    const { requests, send } = await open(silent, { secret: SECRET }, { now: () => now });
    await send();
    now += 3_600_000;
    await send();
    const [first, second] = requests;
    expect(first!.body.equals(second!.body)).toBe(true);
    const times = requests.map(({ headers }) => Number(headers["webhook-timestamp"]));
    expect(times).toEqual([now / 1_000 - 3_600, now / 1_000]);
    for (const { headers, body } of requests) expect(headers["webhook-signature"]).toBe(signatureOf(headers, body));
    expect(first!.headers["webhook-signature"]).not.toBe(second!.headers["webhook-signature"]);
  });

  test("of an envelope that is not sealed has the signed text in it, and its time to the hour", async () => {
    const hash = "A".repeat(43);
    const payload = {
      v: 1,
      type: "test",
      id: ID,
      seq: 1,
      client: "ann",
      key: hash,
      mac: hash,
      to: hash,
      instrument: "afs-core|1|AAAAAAAA",
      at: "2026-11-25T12:34:00Z",
      consent: { hash, at: "2026-11-20T08:00:00Z" },
      body: {},
    };
    const signed = { p: JSON.stringify(payload), sig: `${"A".repeat(85)}A` };
    const { requests, send } = await open(say(204));
    expect(await send(new TextEncoder().encode(JSON.stringify(signed)))).toBe("delivered");
    expect(JSON.parse(requests[0]!.body.toString())).toMatchObject({
      time: "2026-11-25T12:00:00Z",
      datacontenttype: "application/json",
      data: signed,
    });
  });

  test("is not made of bytes that are neither", async () => {
    const { requests, send } = await open(say(204));
    expect(await send(new TextEncoder().encode('{"p":"x"}'))).toBe("park unreadable");
    expect(requests).toEqual([]);
  });
});

describe("a verifier that does not believe our clock", () => {
  /** Stands at `theirs` and refuses what is five minutes off, as the reference verifier does. */
  function verifier(theirs: number, refusal = 401): RequestListener {
    return (request, response) => {
      const off = Math.abs(Number(request.headers["webhook-timestamp"]) - theirs / 1_000);
      response.sendDate = false;
      response.writeHead(off > 300 ? refusal : 201, { date: new Date(theirs).toUTCString() }).end();
    };
  }
  const THEIRS = Date.UTC(2026, 10, 25, 12, 0);

  test.each([400, 401, 403])("with a %d gets the message once more at once, by its own clock", async (refusal) => {
    const ours = THEIRS + 40 * 60_000;
    const { requests, send } = await open(verifier(THEIRS, refusal), { secret: SECRET }, { now: () => ours });
    expect(await send()).toBe("delivered");
    expect(requests).toHaveLength(2);
    expect(requests[0]!.body.equals(requests[1]!.body)).toBe(true);
    for (const { headers, body } of requests) expect(headers["webhook-signature"]).toBe(signatureOf(headers, body));
    // It has told its time: the next message is right from the start.
    expect(await send()).toBe("delivered");
    expect(requests).toHaveLength(3);
  });

  test("but refuses for another reason is not asked twice", async () => {
    const refuse: RequestListener = (_, response) => {
      response.sendDate = false;
      response.writeHead(401, { date: new Date(THEIRS).toUTCString() }).end();
    };
    const right = await open(refuse, { secret: SECRET }, { now: () => THEIRS });
    expect([await right.send(), right.requests.length]).toEqual(["hold wrongKey", 1]);
    await server!.close();
    const unsigned = await open(refuse, { token: "t" }, { now: () => 0 });
    expect([await unsigned.send(), unsigned.requests.length]).toEqual(["hold wrongKey", 1]);
  });

  test("I13, I18: what was withdrawn or stopped after its refusal does not go out a second time", async () => {
    const answers = [true, false];
    const { requests, send } = await open(verifier(THEIRS), { secret: SECRET }, { now: () => 0 });
    expect(await send(undefined, { isStillWanted: async () => answers.shift()! })).toBe("notSent");
    expect(requests).toHaveLength(1);
  });

  test("gets nothing more once the browser's permission is gone", async () => {
    const permitted = [true, false];
    const deps = { now: () => 0, isPermitted: async () => permitted.shift()! };
    const { requests, send } = await open(verifier(THEIRS), { secret: SECRET }, deps);
    expect([await send(), requests.length]).toEqual(["hold noPermission", 1]);
  });

  test("and never does is asked twice at most", async () => {
    const refuse: RequestListener = (_, response) => {
      response.sendDate = false;
      response.writeHead(401, { date: new Date(THEIRS).toUTCString() }).end();
    };
    const { requests, send } = await open(refuse, { secret: SECRET }, { now: () => 0 });
    expect(await send()).toBe("hold wrongKey");
    expect(requests).toHaveLength(2);
  });
});

describe("a row for PostgREST", () => {
  test.each([
    [201, "", "delivered"],
    [409, '{"code":"23505","details":null,"message":"duplicate key value"}', "delivered"],
    [409, '{"code":"23503"}', "park refused"],
    [403, '{"code":"42501"}', "hold wrongKey"],
  ])("has id and sealed text and wants nothing back; answered with %d %s", async (status, body, expected) => {
    server = await startRawServer(say(status, body, { "content-type": "application/json" }));
    const url = `${server.url}/rest/v1`;
    const endpoint: PostEndpoint = { adapter: "post", profile: "postgrest", url, box: "", token: "jwt" };
    expect(outcome(await createPostAdapter(USUAL_DEPS)(orderTo(endpoint)))).toBe(expected);
    const [request] = server.requests;
    expect(request).toMatchObject({ url: "/rest/v1/responses", headers: { prefer: "return=minimal", apikey: "jwt" } });
    expect(request!.headers.authorization).toBe("Bearer jwt");
    const row = JSON.parse(request!.body.toString()) as { readonly age: string };
    expect(Object.keys(row)).toEqual(["id", "age"]);
    expect(armor.decode(row.age)).toEqual(BYTES);
  });
});

describe("our script at Google, simulated after its documentation", () => {
  const SCRIPT = "https://script.google.com/macros/s/AKfycb/exec";
  const ENDPOINT: PostEndpoint = {
    adapter: "post",
    profile: "apps-script",
    url: SCRIPT,
    box: "",
    token: "k".repeat(32),
  };

  /** Google's two hosts on this machine: what is sent there goes to the server, what comes from there names them. */
  async function google(echo: (id: string) => string, status = 302) {
    const raw = await startRawServer((request, response) => {
      if (request.method === "GET") return void response.writeHead(200).end(echo(ID));
      response.writeHead(status, { location: "/echo" }).end();
    });
    server = raw;
    const permitted: string[] = [];
    const follows: RequestRedirect[] = [];
    const deliver = createPostAdapter({
      ...USUAL_DEPS,
      isPermitted: async (origin) => permitted.push(origin) > 0,
      fetch: async (url, init) => {
        follows.push(init.redirect!);
        const response = await fetch(url.replace("https://script.google.com", raw.url), init);
        const said = response.url.replace(`${raw.url}/echo`, "https://script.googleusercontent.com/macros/echo");
        return Object.defineProperty(response, "url", { value: said });
      },
    });
    return { permitted, follows, requests: raw.requests, send: async () => outcome(await deliver(orderTo(ENDPOINT))) };
  }

  test("is told its key in the body, followed to its echo, and believed", async () => {
    const { permitted, follows, requests, send } = await google((id) => JSON.stringify({ ok: true, id }));
    expect(await send()).toBe("delivered");
    expect(permitted).toEqual(["https://script.google.com", "https://script.googleusercontent.com"]);
    expect(follows).toEqual(["follow"]);
    const [post, get] = requests;
    expect(post!.headers).toMatchObject({ "content-type": "text/plain" });
    expect(post!.headers).not.toHaveProperty("authorization");
    expect(JSON.parse(post!.body.toString())).toMatchObject({ key: ENDPOINT.token, id: ID });
    expect([get!.method, get!.body.length]).toEqual(["GET", 0]);
  });

  test("that does not say our id is not believed", async () => {
    expect(await (await google(() => '{"ok":true,"id":"other"}')).send()).toBe("retry strangeReply");
  });

  test("whose error is a web page with status 200 is tried again", async () => {
    expect(await (await google(() => "<html>Exception: Service busy</html>")).send()).toBe("retry strangeReply");
  });

  test("nobody else's redirect is followed", async () => {
    const { requests, send } = await open(say(302, "", { location: "/elsewhere" }));
    expect(await send()).toBe("hold moved");
    expect(requests).toHaveLength(1);
  });
});
