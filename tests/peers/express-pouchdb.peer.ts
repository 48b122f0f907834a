import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PutEndpoint } from "../../src/core/invite/endpoint.ts";
import { startExpressPouchdb } from "./express-pouchdb.ts";
import type { Peer } from "./peer.ts";
import { send } from "./sending.ts";

let couch: Peer;
beforeAll(async () => {
  couch = await startExpressPouchdb("answers");
});
afterAll(() => couch.stop());

const endpoint = (database: string): PutEndpoint => ({
  adapter: "put",
  profile: "couchdb",
  url: `${couch.url}/${database}`,
  box: "",
  token: "t0k",
});
const ARMORED = "-----BEGIN AGE ENCRYPTED FILE-----\nc2VhbGVk\n-----END AGE ENCRYPTED FILE-----\n";
const BODY = new TextEncoder().encode(JSON.stringify({ age: ARMORED }));

test("a document arrives once, and the repeat counts as delivered", async () => {
  const id = randomUUID();
  expect(await send(endpoint("answers"), id, BODY)).toEqual({ kind: "delivered" });
  expect(await send(endpoint("answers"), id, BODY)).toEqual({ kind: "delivered" });
  expect([...(await couch.stored())]).toEqual([[id, Buffer.from(ARMORED)]]);
});

test("a database that is not there holds the endpoint", async () => {
  expect(await send(endpoint("elsewhere"), randomUUID(), BODY)).toEqual({ kind: "hold", reason: "notThere" });
});
