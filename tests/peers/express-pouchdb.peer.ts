import { afterAll, beforeAll, describe } from "vitest";
import type { PutEndpoint } from "../../src/core/invite/endpoint.ts";
import { startExpressPouchdb } from "./express-pouchdb.ts";
import type { Peer } from "./peer.ts";
import { NOT_THERE, testPeer } from "./peer-contract.ts";

let couch: Peer;
beforeAll(async () => {
  couch = await startExpressPouchdb("answers");
});
afterAll(() => couch.stop());

const endpoint = (database = "answers"): PutEndpoint => ({
  adapter: "put",
  profile: "couchdb",
  url: `${couch.url}/${database}`,
  box: "",
  user: "client-7",
  token: "only for writing",
});

describe("express-pouchdb", () => {
  testPeer({
    peer: () => couch,
    endpoint,
    copiesOfTwo: 1,
    // No wrong password: its own authentication does not start ("Security methods already installed").
    refused: [{ when: "no such database", endpoint: () => endpoint("elsewhere"), outcome: NOT_THERE }],
  });
});
