import { describe, expect, test } from "vitest";
import { howToGet } from "../../scripts/debian-programs.ts";
import { createPlaceReading } from "../../src/adapters/endpoint/place-reading.ts";
import { createPlaceTest } from "../../src/adapters/endpoint/place-test.ts";
import { sealTestLetter, testerOf } from "../../src/adapters/sealing/test-letter.ts";
import { makeTherapistKey } from "../../src/adapters/sealing/therapist-key.ts";
import { DEFAULT_INSTRUMENT } from "../../src/core/alliance/instruments/index.ts";
import type { InviteEndpoint } from "../../src/core/invite/endpoint.ts";
import type { PlaceReading } from "../../src/protocol/place.ts";
import { linesOfTest } from "../../src/ui/therapist/place-test-words.ts";
import { USUAL_DEPS } from "../adapters/endpoint/usual-order.ts";
import { english } from "../english.ts";
import { APACHE, CLIENT, startApache, THERAPIST } from "./apache.ts";
import { DATABASE, MEMBER, startExpressPouchdb } from "./express-pouchdb.ts";
import { startFhirServer } from "./fhir-server.ts";
import { NGINX, startNginx } from "./nginx.ts";
import { startNodeRed, WEBHOOK_SECRET } from "./node-red.ts";
import { usePeer } from "./peer.ts";

/** What "Test connection" says, with the code that is shipped on both ways. */
async function testOf(sendTo: InviteEndpoint, reading: PlaceReading = { kind: "hand" }): Promise<readonly string[]> {
  const key = await makeTherapistKey("Dr. Rivera");
  const run = createPlaceTest({
    ...USUAL_DEPS,
    letter: async () => sealTestLetter(await testerOf(key.identity), [key.recipient], Date.now()),
    reader: createPlaceReading({ ...USUAL_DEPS, fetch, instruments: async () => [DEFAULT_INSTRUMENT] }),
  });
  const mode = sendTo.adapter === "fhir" ? "plain" : "sealed";
  return linesOfTest((await run({ place: { endpoint: sendTo, mode, reading }, sendTo }))!, english);
}

const put = (profile: "webdav" | "couchdb", url: string, key: { user: string; token: string }): InviteEndpoint => ({
  adapter: "put",
  profile,
  url,
  box: "",
  ...key,
});
const folder = (url: string, { user, token } = THERAPIST): PlaceReading => ({
  kind: "webdav",
  url,
  user,
  password: token,
});
const FOUND = "Read back as it was sent. Copies there: 1";

describe.skipIf(APACHE === null)(APACHE === null ? howToGet("apache2") : "testing our folder on Apache", () => {
  const apache = usePeer(() => startApache(APACHE!));
  const drop = () => `${apache().url}/drop`;

  test("says that the letter is kept, known the second time, and there once", async () =>
    expect(await testOf(put("webdav", drop(), CLIENT), folder(drop()))).toEqual([
      "A test letter: taken and kept (reply 201)",
      "The same one again: known already, so it lies there once (reply 412)",
      FOUND,
    ]));

  test("says that a key is refused, sends nothing more, and reads all the same", async () => {
    const [first, second, ...more] = await testOf(
      put("webdav", drop(), { ...CLIENT, token: "guessed" }),
      folder(drop()),
    );
    expect(first).toBe("A test letter: the key was refused (reply 401)");
    expect(second).toMatch(/^Reading works\. Letters there: \d+$/);
    expect(more).toEqual([]);
  });

  test("says that a folder is missing", async () =>
    expect((await testOf(put("webdav", `${drop()}/none`, CLIENT)))[0]).toBe(
      "A test letter: nothing is there, check the address (reply 409)",
    ));

  test("says that a client's key does not read", async () => {
    const lines = await testOf(put("webdav", drop(), CLIENT), folder(drop(), CLIENT));
    expect(lines[2]).toMatch(/^Reading: .*refused/);
  });
});

describe.skipIf(NGINX === null)(NGINX === null ? howToGet("nginx") : "testing our folder on nginx", () => {
  const nginx = usePeer(() => startNginx(NGINX!));

  test("says that the letter was taken twice and is there once, read by its own address", async () =>
    expect(await testOf(put("webdav", `${nginx().url}/drop`, CLIENT), folder(`${nginx().url}/read`))).toEqual([
      "A test letter: taken and kept (reply 201)",
      "The same one again: taken and kept (reply 204)",
      FOUND,
    ]));
});

describe("testing a database that speaks as CouchDB does", () => {
  const couch = usePeer(startExpressPouchdb);

  test("finds the letter as text, once", async () => {
    const url = `${couch().url}/${DATABASE}`;
    const reading = { kind: "couchdb", url, user: MEMBER.user, password: MEMBER.token } as const;
    expect(await testOf(put("couchdb", url, MEMBER), reading)).toEqual([
      "A test letter: taken and kept (reply 201)",
      "The same one again: known already, so it lies there once (reply 409)",
      FOUND,
    ]);
  });
});

describe("testing a FHIR server", () => {
  for (const takesOurIds of [true, false]) {
    const server = usePeer(() => startFhirServer({ takesOurIds }));
    test(`leaves one empty response where the server ${takesOurIds ? "takes our ids" : "chooses ids itself"}`, async () => {
      const { url } = server();
      const lines = await testOf({ adapter: "fhir", profile: "r4", url, box: "", token: "" });
      expect(lines.slice(0, 2)).toEqual([
        `A test letter: taken and kept (reply ${takesOurIds ? 200 : 201})`,
        "The same one again: taken and kept (reply 200)",
      ]);
      const [stored, ...more] = await server().stored("QuestionnaireResponse");
      expect(stored).toMatchObject({ status: "stopped", subject: { identifier: { value: "test" } } });
      expect(more).toEqual([]);
    });
  }
});

describe("testing our flow in Node-RED", () => {
  const nodeRed = usePeer(startNodeRed);

  test("says that the letter was taken twice; it lies in the folder once", async () => {
    const url = `${nodeRed().url}/aftersession`;
    const to = { adapter: "post", profile: "generic", url, box: "", token: "", secret: WEBHOOK_SECRET } as const;
    expect(await testOf(to)).toEqual([
      "A test letter: taken and kept (reply 201)",
      "The same one again: taken and kept (reply 200)",
      "Reading was not tried: files are brought by hand.",
    ]);
    expect((await nodeRed().stored()).size).toBe(1);
  });
});
