import { afterEach, describe, expect, test } from "vitest";
import { createDelivery } from "../../../src/adapters/endpoint/delivery.ts";
import type { InviteEndpoint } from "../../../src/core/invite/endpoint.ts";
import { type RawServer, startRawServer } from "./raw-server.ts";
import { ID, orderTo, outcome, USUAL_DEPS } from "./usual-order.ts";

let server: RawServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

const PLACE = { box: "", token: "t" };
const SENT: readonly InviteEndpoint[] = [
  { adapter: "put", profile: "webdav", url: "https://dav.example/in", ...PLACE },
  { adapter: "post", profile: "generic", url: "https://hook.example/in?k=1", ...PLACE },
];

test("each endpoint is spoken to by its own adapter", async () => {
  server = await startRawServer((_, response) => response.writeHead(201).end());
  const deliver = createDelivery(USUAL_DEPS);
  for (const endpoint of SENT)
    expect((await deliver(orderTo({ ...endpoint, url: server.url }))).kind).toBe("delivered");
  expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([`PUT /${ID}.age`, "POST /"]);
});

test("what goes by hand is never sent", async () => {
  const deliver = createDelivery({ ...USUAL_DEPS, fetch: () => Promise.reject(new Error("something was sent")) });
  const file: InviteEndpoint = { adapter: "file", profile: "file", url: "", box: "", token: "" };
  expect(outcome(await deliver(orderTo(file)))).toBe("hold byHand");
});

describe.each(SENT)("before anything is sent to $adapter", (endpoint) => {
  async function send(changes: Partial<typeof USUAL_DEPS>, isStillWanted = async () => true) {
    const asked: string[] = [];
    const deliver = createDelivery({
      ...USUAL_DEPS,
      mayCollect: async () => asked.push("consent") > 0,
      isPermitted: async (origin) => asked.push(origin) > 0,
      ensureOriginRule: async () => void asked.push("rule"),
      fetch: async (url) => {
        asked.push(`sent to ${new URL(url).origin}`);
        return new Response("", { status: 201 });
      },
      ...changes,
    });
    return [outcome(await deliver({ ...orderTo(endpoint), isStillWanted })), asked] as const;
  }
  const { origin } = new URL(endpoint.url);

  test("consent, permission and rule are looked at, in this order", async () => {
    expect(await send({})).toEqual(["delivered", ["consent", origin, "rule", `sent to ${origin}`]]);
  });

  test("without consent, permission or rule nothing goes out", async () => {
    expect(await send({ mayCollect: async () => false })).toEqual(["hold noConsent", []]);
    expect(await send({ isPermitted: async () => false })).toEqual(["hold noPermission", ["consent"]]);
    const [said, asked] = await send({ ensureOriginRule: () => Promise.reject(new Error("no rules here")) });
    expect([said, asked]).toEqual(["retry noReply", ["consent", origin]]);
  });

  test("I13: what was taken back meanwhile does not go out", async () => {
    expect(await send({}, async () => false)).toEqual(["notSent", ["consent", origin, "rule"]]);
  });

  test("an address that no invite may name is not sent to", async () => {
    const bad = ["http://dav.example", "https://10.0.0.1", "https://u:p@dav.example", "https://localhost"];
    const deliver = createDelivery({
      ...USUAL_DEPS,
      allowLocalhost: false,
      fetch: () => Promise.reject(new Error("sent")),
    });
    for (const url of bad) expect(outcome(await deliver(orderTo({ ...endpoint, url })))).toBe("hold notTheEndpoint");
  });
});
