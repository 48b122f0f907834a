import { describe, expect, test } from "vitest";
import { formatCursor, isBoxName, isItemId, parseAddress } from "../../src/mailbox/address.ts";

const ID = "3f2b8c1e-7a4d-4e9b-9c3a-0d5f6e7a8b9c";

describe("an address of ours", () => {
  test("names an item by box and id", () =>
    expect(parseAddress(`/m/harbour/${ID}`)).toEqual({ kind: "item", box: "harbour", id: ID }));
  test("names a box", () =>
    expect(parseAddress("/m/harbour")).toEqual({
      kind: "box",
      box: "harbour",
      query: { from: null, after: null, limit: null },
    }));
  test.each([
    ["since=1764000000000", { from: 1_764_000_000_000, after: null, limit: null }],
    ["limit=50", { from: null, after: null, limit: 50 }],
    ["since=0&limit=1", { from: 0, after: null, limit: 1 }],
    [`since=${formatCursor({ arrivedAt: 17, id: ID })}`, { from: null, after: { arrivedAt: 17, id: ID }, limit: null }],
  ])("asks for part of a box: %s", (query, parsed) =>
    expect(parseAddress(`/m/harbour?${query}`)).toEqual({ kind: "box", box: "harbour", query: parsed }),
  );
});

test.each(["", "limit=0", "limit=-1", "limit=1e3", "since=now", "since=1.5", "since=", "page=2", "since=1&&limit=2"])(
  "a listing asked for with %j is a bad query",
  (query) => expect(parseAddress(`/m/harbour?${query}`)).toEqual({ kind: "badQuery" }),
);

test.each([
  "",
  "..",
  "%2e%2e",
  "3f2b8c1e",
  ID.toUpperCase(),
  `${ID}.age`,
  "3f2b8c1e-7a4d-7e9b-9c3a-0d5f6e7a8b9c",
  "\0",
  "tokens.jsonl",
])("%j is no id of an item", (id) => expect(parseAddress(`/m/harbour/${id}`)).toEqual({ kind: "badId" }));

test.each([
  "",
  "/",
  "*",
  "/m",
  "/m/",
  "/m//",
  `/m//${ID}`,
  "/m/tmp",
  `/m/tmp/${ID}`,
  "/m/..",
  `/m/../${ID}`,
  "/m/%2e%2e",
  "/m/%2e%2e/tokens.jsonl",
  "/m/Harbour",
  "/m/-harbour",
  "/m/har_bour",
  "/m/har\0bour",
  `/m/harbour/${ID}/`,
  `/m/harbour/${ID}?since=1`,
  `/m/harbour/${ID}#top`,
  "/m/harbour/a/b",
  `\\m\\harbour\\${ID}`,
  `http://127.0.0.1/m/harbour/${ID}`,
  `//m/harbour/${ID}`,
  `/M/harbour/${ID}`,
  `/m/${"a".repeat(65)}`,
  `/m/harbour?since=${"1".repeat(5_000)}`,
  "/tokens.jsonl",
  "/m/harbour\n",
])("%j leads nowhere", (target) => expect(parseAddress(target)).toEqual({ kind: "nowhere" }));

test("twenty thousand random requests never name a file outside a box", () => {
  const random = createRandom(7);
  const pieces = [
    "/m/",
    "harbour",
    ID,
    "..",
    "%2e",
    "%00",
    "\0",
    "/",
    "\\",
    "?",
    "since=",
    "1",
    ".",
    "#",
    ":",
    "é",
    "\u{1F600}",
  ];
  const kinds = new Set<string>();
  for (let round = 0; round < 20_000; round += 1) {
    const address = parseAddress(round % 2 === 0 ? randomBytes(random) : randomPieces(random, pieces));
    kinds.add(address.kind);
    if (address.kind === "item") expect(isBoxName(address.box) && isItemId(address.id)).toBe(true);
    if (address.kind === "box") expect(isBoxName(address.box)).toBe(true);
  }
  expect(kinds).toContain("nowhere");
  expect(kinds).toContain("box");
});

function randomBytes(random: () => number): string {
  return Array.from({ length: Math.floor(random() * 80) }, () => String.fromCharCode(Math.floor(random() * 256))).join(
    "",
  );
}

function randomPieces(random: () => number, pieces: readonly string[]): string {
  const chosen = Array.from({ length: Math.floor(random() * 8) }, () => pieces[Math.floor(random() * pieces.length)]);
  return `/m/${chosen.join("")}`;
}

/** mulberry32: small, seeded, good enough to shuffle with. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
