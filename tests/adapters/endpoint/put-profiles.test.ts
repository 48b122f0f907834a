import { armor } from "age-encryption";
import { afterEach, expect, test } from "vitest";
import { createPutAdapter } from "../../../src/adapters/endpoint/put.ts";
import type { PutEndpoint } from "../../../src/core/invite/endpoint.ts";
import { type RawServer, startRawServer } from "./raw-server.ts";
import { BYTES, ID, orderTo, outcome, USUAL_DEPS } from "./usual-order.ts";

let server: RawServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

/** Sent twice, to a server that says 201 and then what it says of repeats. */
async function sendTwice(endpoint: Omit<PutEndpoint, "adapter" | "url" | "box">, repeat: number) {
  let status = 201;
  server = await startRawServer((_, response) => response.writeHead(status).end());
  const order = orderTo({ adapter: "put", box: "", url: `${server.url}/folder`, ...endpoint });
  const deliver = createPutAdapter(USUAL_DEPS);
  const first = outcome(await deliver(order));
  status = repeat;
  return { outcomes: [first, outcome(await deliver(order))], requests: server.requests };
}

test("a WebDAV folder gets the bytes under their name, once, by name and password", async () => {
  const { outcomes, requests } = await sendTwice({ profile: "webdav", user: "ann", token: "p:w ö" }, 412);
  expect(outcomes).toEqual(["delivered", "delivered"]);
  const basic = `Basic ${Buffer.from("ann:p:w ö").toString("base64")}`;
  for (const { method, url, headers, body } of requests) {
    expect([method, url]).toEqual(["PUT", `/folder/${ID}.age`]);
    expect(headers).toMatchObject({ authorization: basic, "if-none-match": "*" });
    expect(body).toEqual(Buffer.from(BYTES));
  }
});

test("a folder whose address is the key is shown none", async () => {
  const { outcomes, requests } = await sendTwice({ profile: "webdav", token: "" }, 204);
  expect(outcomes).toEqual(["delivered", "delivered"]);
  for (const { headers } of requests) expect(headers).not.toHaveProperty("authorization");
});

test("a file drop is asked as Nextcloud wants it, its password under the name it expects", async () => {
  const { outcomes, requests } = await sendTwice({ profile: "nextcloud-drop", token: "pw" }, 201);
  expect(outcomes).toEqual(["delivered", "delivered"]);
  expect(requests[0]!.headers).toMatchObject({
    authorization: `Basic ${Buffer.from("anonymous:pw").toString("base64")}`,
    "x-requested-with": "XMLHttpRequest",
  });
});

test("CouchDB gets the file as text in a document, the same text each time", async () => {
  const { outcomes, requests } = await sendTwice({ profile: "couchdb", user: "ann", token: "pw" }, 409);
  expect(outcomes).toEqual(["delivered", "delivered"]);
  const [first, second] = requests;
  expect(first!.body.equals(second!.body)).toBe(true);
  expect(first).toMatchObject({ url: `/folder/${ID}`, headers: { "content-type": "application/json" } });
  const document = JSON.parse(first!.body.toString()) as { readonly age: string };
  expect(Object.keys(document)).toEqual(["age"]);
  expect(armor.decode(document.age)).toEqual(BYTES);
});

test("Azure gets the signature in the address and no other key", async () => {
  const { outcomes, requests } = await sendTwice({ profile: "azure-sas", token: "sp=c&sig=a%2Bb%3D" }, 409);
  expect(outcomes).toEqual(["delivered", "delivered"]);
  expect(requests[0]).toMatchObject({
    url: `/folder/${ID}.age?sp=c&sig=a%2Bb%3D`,
    headers: { "x-ms-blob-type": "BlockBlob" },
  });
  expect(requests[0]!.headers).not.toHaveProperty("authorization");
});

test("a signature whose time is over holds the endpoint and says so", async () => {
  const { outcomes } = await sendTwice({ profile: "azure-sas", token: "sp=c&sig=x" }, 403);
  expect(outcomes[1]).toBe("hold keyNotNow");
});
