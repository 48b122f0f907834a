import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { OpenedEntry } from "../../../src/protocol/opened.ts";
import { packEntries, unpackEntries } from "../../../src/protocol/opened-pack.ts";

type Entry = OpenedEntry<string>;
const text = fc.string({ minLength: 1, maxLength: 20 });
const instant = fc.nat(2_000_000_000);
const file = { name: text, digest: text, arrivedAt: instant };
const refused = fc.record({
  ...file,
  kind: fc.constant("refused" as const),
  reason: text,
  client: fc.option(text, { nil: null }),
  under: text,
});
const response = fc
  .record({
    ...file,
    id: text,
    client: text,
    seq: fc.nat(1_000),
    key: fc.string(),
    to: fc.string(),
    sameName: fc.boolean(),
    said: fc.record({
      instrument: text,
      submittedAt: instant,
      endedAt: fc.option(instant, { nil: null }),
      wish: fc.constantFrom("raise" as const, "read" as const, null),
      seconds: fc.option(fc.nat(500), { nil: null }),
      skipped: fc.nat(9),
      answers: fc.dictionary(fc.constantFrom("B1", "G1", "N1"), fc.oneof(fc.nat(10), text)),
    }),
  })
  .map(({ said, sameName, id, ...entry }) => {
    const own = sameName ? entry.name : id;
    const content = { kind: "response" as const, response: { id: own, client: entry.client, ...said } };
    return { ...entry, kind: "opened" as const, id: own, content };
  });
const other = fc.record({
  ...file,
  kind: fc.constant("opened" as const),
  id: text,
  client: text,
  seq: fc.nat(1_000),
  key: fc.string(),
  to: fc.string(),
  content: fc.oneof(
    fc.constant({ kind: "test" as const }),
    fc.record({ kind: fc.constant("withdrawn" as const), id: text }),
  ),
});

test("whatever was opened comes back from the vault as it was", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(refused, response, other)), (entries) => {
      const kept: unknown = JSON.parse(JSON.stringify(packEntries(entries as readonly Entry[])));
      expect(unpackEntries(kept)).toEqual(JSON.parse(JSON.stringify(entries)));
    }),
  );
});

test.each([null, "text", {}, { v: 1, lines: [], texts: [] }, { v: 2, lines: 7, texts: [] }])(
  "%j is not taken for what was opened: the files are opened again",
  (kept) => {
    expect(unpackEntries(kept)).toBeNull();
  },
);
