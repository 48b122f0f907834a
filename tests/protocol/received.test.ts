import { expect, test } from "vitest";
import { countMissing, listWithdrawn, sortOutReceived } from "../../src/protocol/received.ts";

/** `ann:1:x` is what client ann sent as number 1 under id x. */
function received(...lines: readonly string[]) {
  return lines.map((line) => {
    const [client = "", seq, id = ""] = line.split(":");
    return { client, seq: Number(seq), id };
  });
}

test("everything that came once is kept, in the order it came", () => {
  const all = received("ann:2:b", "bob:1:x", "ann:1:a");
  expect(sortOutReceived(all)).toEqual({ kept: all, repeated: [], sameNumber: [], gaps: [] });
});

test("I7: a replayed envelope is listed, and counts once", () => {
  const { kept, repeated } = sortOutReceived(received("ann:1:a", "ann:2:b", "ann:1:a"));
  expect(kept).toHaveLength(2);
  expect(repeated).toEqual(received("ann:1:a"));
});

test("I7: a client cannot push out another's response by taking its id", () => {
  expect(sortOutReceived(received("ann:1:a", "bob:1:a")).kept).toHaveLength(2);
});

test("two envelopes with one number are both kept and both named", () => {
  const { kept, sameNumber } = sortOutReceived(received("ann:1:a", "ann:1:b", "bob:1:c"));
  expect(kept).toHaveLength(3);
  expect(sameNumber).toEqual([{ client: "ann", seq: 1, ids: ["a", "b"] }]);
});

test("I11: numbers that never came are gaps of that client, the first ones too", () => {
  expect(sortOutReceived(received("ann:7:c", "ann:3:a", "bob:1:x", "ann:4:b")).gaps).toEqual([
    { client: "ann", first: 1, last: 2 },
    { client: "ann", first: 5, last: 6 },
  ]);
});

test("I11: each missing number counts", () => {
  expect(countMissing(sortOutReceived(received("ann:3:a", "ann:5:b")).gaps)).toBe(3);
  expect(countMissing([])).toBe(0);
});

test("a gap of any width is one line", () => {
  expect(sortOutReceived(received("ann:9007199254740991:a")).gaps).toHaveLength(1);
});

test("only the client who sent a response can take it back", () => {
  const withdrawn = listWithdrawn([
    { client: "bob", content: { kind: "withdrawn", id: "a" } },
    { client: "ann", content: { kind: "response" } },
  ]);
  expect([withdrawn.has("bob|a"), withdrawn.has("ann|a")]).toEqual([true, false]);
});
