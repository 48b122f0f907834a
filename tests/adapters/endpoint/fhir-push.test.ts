import type { RequestListener } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { createFhirPush } from "../../../src/adapters/endpoint/fhir-push.ts";
import { toFhirExport } from "../../../src/protocol/fhir-export.ts";
import { exported } from "../../protocol/exported.ts";
import { readBody, startServer, type TestServer } from "./test-server.ts";

const [TRANSACTION] = toFhirExport([exported()], { withWords: false }).transactions as readonly [object];
const ENTRIES = 5;
let server: TestServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function pushTo(listener: RequestListener, { stop = new AbortController().signal, isPermitted = true } = {}) {
  server = await startServer(listener);
  const push = createFhirPush({ fetch: globalThis.fetch, isPermitted: async () => isPermitted });
  return push({ url: `${server.url}/r4`, token: "t0k" }, TRANSACTION as never, stop);
}
const answer = (...statuses: readonly string[]) =>
  JSON.stringify({
    resourceType: "Bundle",
    type: "transaction-response",
    entry: statuses.map((status) => ({ response: { status } })),
  });
const json = (status: number, body: string, type = "application/fhir+json"): RequestListener => {
  return (_, reply) => reply.writeHead(status, { "content-type": type }).end(body);
};
const all = (status: string) => answer(...Array.from({ length: ENTRIES }, () => status));

test("the transaction goes to the base address with the token, and nothing that tells who asks", async () => {
  let seen = {};
  const reply = await pushTo((request, response) => {
    void readBody(request).then((body) => {
      const { method, url, headers } = request;
      seen = { method, url, headers, body: JSON.parse(body.toString()) as unknown };
      json(200, all("201"))(request, response);
    });
  });
  expect(reply).toEqual({ kind: "stored", created: ENTRIES, there: 0 });
  expect(seen).toMatchObject({
    method: "POST",
    url: "/r4",
    headers: { authorization: "Bearer t0k" },
    body: TRANSACTION,
  });
  expect(seen).not.toMatchObject({ headers: { cookie: expect.anything() } });
});

describe("what a server says", () => {
  test.each<[string, RequestListener, unknown]>([
    ["it is there already", json(200, all("200")), { kind: "stored", created: 0, there: ENTRIES }],
    [
      "part was refused inside a 200",
      json(200, answer("201", "201", "201", "201", "400")),
      { kind: "failed", reason: "noServer" },
    ],
    ["a sign-in page", json(200, "<html>", "text/html"), { kind: "failed", reason: "noServer" }],
    ["no FHIR at all", json(200, "{}"), { kind: "failed", reason: "noServer" }],
    ["not found", json(404, ""), { kind: "failed", reason: "noServer" }],
    ["no transactions", json(405, ""), { kind: "failed", reason: "noServer" }],
    ["wrong token", json(401, ""), { kind: "failed", reason: "wrongToken" }],
    ["may not", json(403, ""), { kind: "failed", reason: "wrongToken" }],
    [
      "moved",
      (_, reply) => reply.writeHead(307, { location: "https://elsewhere.example" }).end(),
      { kind: "failed", reason: "moved" },
    ],
    ["several match", json(412, "{}"), { kind: "refused", reason: "several" }],
    ["not valid", json(422, "{}"), { kind: "refused", reason: "rejected" }],
    ["too large", json(413, ""), { kind: "refused", reason: "rejected" }],
    ["too many", json(429, ""), { kind: "failed", reason: "busy" }],
    ["broken", json(503, ""), { kind: "failed", reason: "busy" }],
    ["cut off", (request) => request.socket.destroy(), { kind: "failed", reason: "noReply" }],
    ["endless", json(200, " ".repeat(100_000)), { kind: "failed", reason: "noReply" }],
  ])("%s", async (_, listener, expected) => expect(await pushTo(listener)).toEqual(expected));
});

test("without permission nothing is asked", async () => {
  let asked = 0;
  expect(await pushTo(() => (asked += 1), { isPermitted: false })).toEqual({ kind: "failed", reason: "noPermission" });
  expect(asked).toBe(0);
});

test("stopped by hand it says so", async () => {
  const stop = new AbortController();
  expect(await pushTo(() => stop.abort(), { stop: stop.signal })).toEqual({ kind: "failed", reason: "stopped" });
});
