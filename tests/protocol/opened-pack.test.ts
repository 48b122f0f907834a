import { expect, test } from "vitest";
import type { OpenedEntry } from "../../src/protocol/opened.ts";
import { packEntries, unpackEntries } from "../../src/protocol/opened-pack.ts";
import type { CheckInResponse } from "../../src/protocol/questionnaire-response.ts";

const ID = "0b5f4a0e-6f0e-4f6e-9c53-2b8d6a1f7c11";
const RESPONSE: CheckInResponse = {
  id: ID,
  client: "c1",
  instrument: "afs-core|1",
  submittedAt: 1_000,
  answers: { B1: 8 },
  wish: null,
  seconds: null,
  skipped: 4,
  endedAt: null,
};

function entry(response: CheckInResponse): OpenedEntry<string> {
  const frame = { name: ID, digest: "d", arrivedAt: 2_000, kind: "opened", id: ID, client: "c1", seq: 4 } as const;
  return { ...frame, key: "k", to: "t", content: { kind: "response", response } };
}

function again(entries: readonly OpenedEntry<string>[]) {
  return unpackEntries<string>(JSON.parse(JSON.stringify(packEntries(entries))));
}

test("answers to questions beside the usual ones are the same when they are read again", () => {
  const addOn = { instrument: "risq|1", hash: "3f9a0c11d2e4", answers: { i1: "0", i2: "1", i3: "0", i4: "0" } };
  const entries = [entry({ ...RESPONSE, addOn }), entry(RESPONSE), entry({ ...RESPONSE, addOn })];
  expect(again(entries)).toEqual(entries);
});

test("without such answers nothing of them is made up", () => {
  const [read] = again([entry(RESPONSE)]) ?? [];
  expect(read).toEqual(entry(RESPONSE));
  expect(JSON.stringify(read)).not.toContain("addOn");
});

test("check-ins that were passed over before are the same when they are read again", () => {
  const entries = [entry({ ...RESPONSE, skippedBefore: 2 }), entry(RESPONSE)];
  expect(again(entries)).toEqual(entries);
});

test.each([1, 2])("what version %i packed, with fewer fields in a line, is opened again", (v) => {
  expect(unpackEntries({ ...Object(packEntries([entry(RESPONSE)])), v })).toBeNull();
});
