import { describe, expect, test } from "vitest";
import { ID, json, NOW, OTHER, placeReading, say, serve } from "./reading-server.ts";

const database = (url: string) => ({ kind: "couchdb", url: `${url}/answers`, user: "rivera", password: "p" }) as const;
const reading = placeReading();
const row = (id: string, rev = "1-a") => ({ id, key: id, value: { rev } });

describe("a CouchDB database", () => {
  test("lists its documents, without what CouchDB keeps of itself", async () => {
    const url = await serve(json({ total_rows: 3, offset: 0, rows: [row("_design/own"), row(ID), row(OTHER, "2-b")] }));
    expect(await reading.list(database(url))).toEqual({
      kind: "listed",
      items: [
        { id: ID, size: 0, arrivedAt: NOW, version: "1-a" },
        { id: OTHER, size: 0, arrivedAt: NOW, version: "2-b" },
      ],
    });
  });

  test("with more than a page is listed to its end, each document once", async () => {
    const ids = Array.from({ length: 1_500 }, (_, n) => `6f1c1c1e-0000-4000-8000-${String(n).padStart(12, "0")}`);
    const url = await serve((request, reply) => {
      const start = JSON.parse(new URL(request.url!, "http://x").searchParams.get("startkey") ?? '""') as string;
      const rows = ids.filter((id) => id >= start).slice(0, 1_000);
      json({ rows: rows.map((id) => row(id)) })(request, reply);
    });
    const listed = await reading.list(database(url));
    expect(listed.kind === "listed" && listed.items.map(({ id }) => id)).toEqual(ids);
  });

  test("gives the envelope of a document as the text it is", async () => {
    const armored = "-----BEGIN AGE ENCRYPTED FILE-----\n…\n";
    const url = await serve(json({ _id: ID, _rev: "1-a", age: armored }));
    expect(await reading.read(database(url), ID)).toEqual({ kind: "read", bytes: new TextEncoder().encode(armored) });
  });

  test.each([
    ["a wrong password", say(401), "wrongToken"],
    ["no such database", say(404), "noSuchBox"],
    ["something else that speaks JSON", json({ items: [] }), "notAMailbox"],
    ["a broken row", json({ rows: [{ id: 7 }] }), "notAMailbox"],
  ] as const)("%s is named", async (_, listener, reason) => {
    const url = await serve(listener);
    expect(await reading.list(database(url))).toEqual({ kind: "failed", reason });
  });
});
