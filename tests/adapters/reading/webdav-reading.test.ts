import type { IncomingMessage } from "node:http";
import { describe, expect, test } from "vitest";
import { ID, OTHER, placeReading, say, serve } from "./reading-server.ts";

const folder = (url: string) =>
  ({
    kind: "webdav",
    url: `${url}/remote.php/dav/files/rivera/answers`,
    user: "rivera",
    password: "pässword",
  }) as const;
const reading = placeReading();

/** As Nextcloud 30 writes it: prefixes of its own, absolute paths, percent signs. */
const nextcloud = (...files: readonly string[]): string => `<?xml version="1.0"?>
<d:multistatus xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns" xmlns:oc="http://owncloud.org/ns" xmlns:nc="http://nextcloud.org/ns">
 <d:response><d:href>/remote.php/dav/files/rivera/answers/</d:href><d:propstat><d:prop><d:resourcetype><d:collection/></d:resourcetype><d:getetag>&quot;6740&quot;</d:getetag></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>
 ${files.join("\n")}
</d:multistatus>`;
const file = (href: string, { size = 2248, tag = "a1", at = "Mon, 23 Nov 2026 19:04:00 GMT" } = {}): string =>
  `<d:response><d:href>${href}</d:href><d:propstat><d:prop><d:resourcetype/><d:getcontentlength>${size}</d:getcontentlength><d:getlastmodified>${at}</d:getlastmodified><d:getetag>&quot;${tag}&quot;</d:getetag></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat><d:propstat><d:prop><oc:x/></d:prop><d:status>HTTP/1.1 404 Not Found</d:status></d:propstat></d:response>`;
const listing = (body: string) => say(207, body, { "content-type": "application/xml; charset=utf-8" });

describe("a folder", () => {
  test("is asked one level deep, with the reader's name and password and nothing that tells who asks", async () => {
    let asked: IncomingMessage | null = null;
    const url = await serve((request, reply) => {
      asked = request;
      listing(nextcloud())(request, reply);
    });
    expect(await reading.list(folder(url))).toEqual({ kind: "listed", items: [] });
    expect(asked).toMatchObject({ method: "PROPFIND", url: "/remote.php/dav/files/rivera/answers/" });
    expect(asked!.headers).toMatchObject({
      depth: "1",
      authorization: `Basic ${Buffer.from("rivera:pässword").toString("base64")}`,
    });
    expect(asked!.headers).not.toHaveProperty("cookie");
  });

  test("lists sealed files under their ids, oldest first; second copies are files of their own", async () => {
    const path = "/remote.php/dav/files/rivera/answers";
    const url = await serve(
      listing(
        nextcloud(
          file(`${path}/${OTHER}.age`, { at: "Tue, 24 Nov 2026 19:04:00 GMT", tag: "b2" }),
          file(`${path}/${ID}.age`),
          file(`${path}/${ID}%20(2).age`, { at: "Wed, 25 Nov 2026 19:04:00 GMT" }),
          file(`${path}/holiday.jpg`),
        ),
      ),
    );
    expect(await reading.list(folder(url))).toEqual({
      kind: "listed",
      items: [
        { id: ID, size: 2248, arrivedAt: Date.parse("2026-11-23T19:04:00Z"), version: '"a1"' },
        { id: OTHER, size: 2248, arrivedAt: Date.parse("2026-11-24T19:04:00Z"), version: '"b2"' },
        { id: `${ID} (2)`, size: 2248, arrivedAt: Date.parse("2026-11-25T19:04:00Z"), version: '"a1"' },
      ],
    });
  });

  test("as Apache writes it is understood, too", async () => {
    const url = await serve(
      listing(`<?xml version="1.0" encoding="utf-8"?>
<D:multistatus xmlns:D="DAV:" xmlns:ns0="DAV:">
<D:response xmlns:lp1="DAV:" xmlns:lp2="http://apache.org/dav/props/">
<D:href>/answers/${ID}.age</D:href>
<D:propstat><D:prop><lp1:resourcetype/><lp1:getcontentlength>2248</lp1:getcontentlength>
<lp1:getlastmodified>Mon, 23 Nov 2026 19:04:00 GMT</lp1:getlastmodified><lp1:getetag>"8c8-1"</lp1:getetag></D:prop>
<D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response></D:multistatus>`),
    );
    expect(await reading.list(folder(url))).toMatchObject({ items: [{ id: ID, version: '"8c8-1"' }] });
  });

  test("without a list of its own is read from the index nginx makes", async () => {
    const index = [
      { name: `${ID}.age`, type: "file", mtime: "Mon, 23 Nov 2026 19:04:00 GMT", size: 2248 },
      { name: "older", type: "directory", mtime: "Mon, 23 Nov 2026 19:04:00 GMT" },
    ];
    const url = await serve((request, reply) =>
      (request.method === "GET" ? say(200, JSON.stringify(index), { "content-type": "application/json" }) : say(405))(
        request,
        reply,
      ),
    );
    expect(await reading.list(folder(url))).toMatchObject({ items: [{ id: ID, size: 2248 }] });
  });

  test("gives one file by a name that cannot leave it", async () => {
    const asked: (string | undefined)[] = [];
    const url = await serve((request, reply) => {
      asked.push(request.url);
      reply.end("sealed");
    });
    const got = await reading.read(folder(url), `${ID} (2)`);
    expect(got).toEqual({ kind: "read", bytes: new TextEncoder().encode("sealed") });
    await reading.read(folder(url), "../../secret");
    expect(asked.map((each) => each?.replace("/remote.php/dav/files/rivera/answers/", ""))).toEqual([
      `${ID}%20(2).age`,
      "..%2F..%2Fsecret.age",
    ]);
  });
});

describe("a folder that cannot be read", () => {
  test.each([
    ["a wrong password", say(401), "wrongToken"],
    ["no such folder", say(404), "noSuchBox"],
    ["a redirect to a sign-in", say(302, "", { location: "/login" }), "moved"],
    ["a server in trouble", say(500), "mailboxTrouble"],
    ["maintenance", say(503), "busy"],
    ["a web page", say(200, "<html>", { "content-type": "text/html" }), "notAMailbox"],
    ["other XML", listing("<a/>"), "notAMailbox"],
    ["XML cut short", listing(nextcloud(file("/x.age")).slice(0, -20)), "notAMailbox"],
    ["XML with a document type", listing(`<!DOCTYPE a [<!ENTITY b "c">]>${nextcloud()}`), "notAMailbox"],
  ] as const)("%s is named", async (_, listener, reason) => {
    const url = await serve(listener);
    expect(await reading.list(folder(url))).toEqual({ kind: "failed", reason });
  });

  test("one that is gone since it was listed is named apart", async () => {
    const url = await serve(say(404));
    expect(await reading.read(folder(url), ID)).toEqual({ kind: "failed", reason: "noSuchItem" });
  });

  test("is not asked at all without the browser's permission", async () => {
    let asked = 0;
    const url = await serve((_, reply) => {
      asked += 1;
      reply.end();
    });
    expect(await placeReading({ permitted: false }).list(folder(url))).toEqual({
      kind: "failed",
      reason: "noPermission",
    });
    expect(asked).toBe(0);
  });
});
