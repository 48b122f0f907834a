import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { howToGet } from "../../scripts/debian-programs.ts";
import type { PutEndpoint } from "../../src/core/invite/endpoint.ts";
import { APACHE, CLIENT, startApache } from "./apache.ts";
import type { Peer } from "./peer.ts";
import { NOT_THERE, testPeer, WRONG_KEY } from "./peer-contract.ts";

describe.skipIf(APACHE === null)(APACHE === null ? howToGet("apache2") : "Apache with mod_dav", () => {
  let apache: Peer;
  beforeAll(async () => {
    apache = await startApache(APACHE!);
  });
  afterAll(() => apache.stop());

  const endpoint = (folder = "/drop", token = CLIENT.token): PutEndpoint => ({
    adapter: "put",
    profile: "webdav",
    url: apache.url + folder,
    box: "",
    user: CLIENT.user,
    token,
  });
  const ask = async (method: string, path: string): Promise<number> => {
    const authorization = `Basic ${Buffer.from(`${CLIENT.user}:${CLIENT.token}`).toString("base64")}`;
    return (await fetch(apache.url + path, { method, headers: { authorization, depth: "1" } })).status;
  };

  testPeer({
    peer: () => apache,
    endpoint,
    says: [201, 412],
    copiesOfTwo: 1,
    refused: [
      { when: "wrong password", endpoint: () => endpoint("/drop", "guessed"), says: 401, outcome: WRONG_KEY },
      { when: "folder missing", endpoint: () => endpoint("/drop/none"), says: 409, outcome: NOT_THERE },
    ],
  });

  test.each(["GET", "HEAD", "OPTIONS", "PROPFIND", "DELETE", "MKCOL", "MOVE"])("a client cannot %s", async (method) => {
    await fetch(`${apache.url}/drop/known.age`, {
      method: "PUT",
      body: "sealed",
      headers: { authorization: `Basic ${btoa(`${CLIENT.user}:${CLIENT.token}`)}` },
    });
    expect(await ask(method, "/drop/known.age")).toBe(403);
    expect(await ask(method, "/drop/")).toBe(403);
  });

  test("a Require beside LimitExcept lets a client read: either of them is enough", async () => {
    expect(await ask("GET", "/readable/old.age")).toBe(200);
    expect(await ask("PROPFIND", "/readable/")).toBe(207);
  });
});
