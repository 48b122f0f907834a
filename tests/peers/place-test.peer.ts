import { describe, expect, test } from "vitest";
import { howToGet } from "../../scripts/debian-programs.ts";
import { createPlaceTest, type PlaceReader } from "../../src/adapters/endpoint/place-test.ts";
import { sealTestLetter, testerOf } from "../../src/adapters/sealing/test-letter.ts";
import { makeTherapistKey } from "../../src/adapters/sealing/therapist-key.ts";
import type { InviteEndpoint } from "../../src/core/invite/endpoint.ts";
import { linesOfTest } from "../../src/ui/therapist/place-test-words.ts";
import { USUAL_DEPS } from "../adapters/endpoint/usual-order.ts";
import { english } from "../english.ts";
import { APACHE, CLIENT, startApache } from "./apache.ts";
import { DATABASE, MEMBER, startExpressPouchdb } from "./express-pouchdb.ts";
import { NGINX, startNginx } from "./nginx.ts";
import { startNodeRed, WEBHOOK_SECRET } from "./node-red.ts";
import { type Peer, usePeer } from "./peer.ts";

/** What "Test connection" says of this endpoint; what lies there is looked for behind the server's back. */
async function testOf(peer: Peer, sendTo: InviteEndpoint): Promise<readonly string[]> {
  const key = await makeTherapistKey("Dr. Rivera");
  const reader: PlaceReader = {
    list: async () => {
      const names = [...(await peer.stored()).keys()].map((name) => name.split("/").at(-1)!);
      return { kind: "listed", items: names.map((id) => ({ id, size: 0, arrivedAt: 0 })) };
    },
    read: async (_, id) => {
      const stored = [...(await peer.stored())].find(([name]) => name.endsWith(id));
      return { kind: "read", bytes: new Uint8Array(stored![1]) };
    },
  };
  const run = createPlaceTest({
    ...USUAL_DEPS,
    letter: async () => sealTestLetter(await testerOf(key.identity), [key.recipient], Date.now()),
    readerFor: () => reader,
  });
  const reading = { kind: "webdav", url: peer.url, user: "", password: "" } as const;
  const test = await run({ place: { endpoint: sendTo, mode: "sealed", reading }, sendTo });
  return linesOfTest(test!, english);
}

const put = (profile: "webdav" | "couchdb", url: string, key: { user: string; token: string }): InviteEndpoint => ({
  adapter: "put",
  profile,
  url,
  box: "",
  ...key,
});
const FOUND = "Read back as it was sent. Copies there: 1";

describe.skipIf(APACHE === null)(APACHE === null ? howToGet("apache2") : "testing our folder on Apache", () => {
  const apache = usePeer(() => startApache(APACHE!));

  test("says that the letter is kept, known the second time, and there once", async () =>
    expect(await testOf(apache(), put("webdav", `${apache().url}/drop`, CLIENT))).toEqual([
      "A test letter: taken and kept (reply 201)",
      "The same one again: known already, so it lies there once (reply 412)",
      FOUND,
    ]));

  test("says that a key is refused, and sends nothing more", async () => {
    const lines = await testOf(apache(), put("webdav", `${apache().url}/drop`, { ...CLIENT, token: "guessed" }));
    expect(lines[0]).toBe("A test letter: the key was refused (reply 401)");
    expect(lines.some((line) => line.startsWith("The same one"))).toBe(false);
  });

  test("says that a folder is missing", async () =>
    expect((await testOf(apache(), put("webdav", `${apache().url}/drop/none`, CLIENT)))[0]).toBe(
      "A test letter: nothing is there, check the address (reply 409)",
    ));
});

describe.skipIf(NGINX === null)(NGINX === null ? howToGet("nginx") : "testing our folder on nginx", () => {
  const nginx = usePeer(() => startNginx(NGINX!));

  test("says that the letter was taken twice and is there once", async () =>
    expect(await testOf(nginx(), put("webdav", `${nginx().url}/drop`, CLIENT))).toEqual([
      "A test letter: taken and kept (reply 201)",
      "The same one again: taken and kept (reply 204)",
      FOUND,
    ]));
});

describe("testing a database that speaks as CouchDB does", () => {
  const couch = usePeer(startExpressPouchdb);

  test("finds the letter as text, once", async () =>
    expect(await testOf(couch(), put("couchdb", `${couch().url}/${DATABASE}`, MEMBER))).toEqual([
      "A test letter: taken and kept (reply 201)",
      "The same one again: known already, so it lies there once (reply 409)",
      FOUND,
    ]));
});

describe("testing our flow in Node-RED", () => {
  const nodeRed = usePeer(startNodeRed);
  const endpoint = (path: string, secret = WEBHOOK_SECRET): InviteEndpoint => ({
    adapter: "post",
    profile: "generic",
    url: nodeRed().url + path,
    box: "",
    token: "",
    secret,
  });

  test("finds the letter in its folder, once", async () =>
    expect(await testOf(nodeRed(), endpoint("/aftersession"))).toEqual([
      "A test letter: taken and kept (reply 201)",
      "The same one again: taken and kept (reply 200)",
      FOUND,
    ]));
});
