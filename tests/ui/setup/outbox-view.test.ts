import { describe, expect, test } from "vitest";
import { type OutboxEntry, withdrawalOf } from "../../../src/core/outbox/outbox-entry.ts";
import type { EndpointPause } from "../../../src/core/outbox/outbox-store.ts";
import { viewOutbox } from "../../../src/ui/setup/outbox-view.ts";

const NOON = Date.UTC(2026, 10, 23, 12);
const entry = (overrides: Partial<OutboxEntry> = {}): OutboxEntry => ({
  id: "5f0f1c2e-0000-4000-8000-000000000001",
  checkInId: "s1",
  seq: 1,
  client: "c",
  endpointId: "put|mailbox|https://box.example|b",
  consentHash: "h",
  sha256: "0".repeat(64),
  state: "queued",
  tries: 0,
  nextAt: NOON + 600_000,
  takeBackUntil: NOON + 600_000,
  takeBackMs: 600_000,
  createdAt: NOON,
  settledAt: null,
  lastReason: null,
  mayHaveArrived: false,
  ...overrides,
});

test("what waits can be taken back until it leaves", () =>
  expect(viewOutbox([entry()], [])).toMatchObject([{ state: "waiting", takeBackUntil: NOON + 600_000 }]));

test("what waits for another try can still be taken back", () => {
  const later = entry({ nextAt: NOON + 3_600_000, tries: 2, lastReason: "offline" });
  expect(viewOutbox([later], [])).toMatchObject([
    { takeBackUntil: NOON + 3_600_000, nextTryAt: NOON + 3_600_000, reason: "offline" },
  ]);
});

test.each([["sending"], ["delivered"]] as const)("what is %s cannot be taken back", (state) =>
  expect(viewOutbox([entry({ state, settledAt: NOON })], [])).toMatchObject([{ state, takeBackUntil: null }]),
);

test("what may have arrived cannot be taken back", () =>
  expect(viewOutbox([entry({ mayHaveArrived: true })], [])).toMatchObject([{ takeBackUntil: null }]));

test("what was taken back is not shown", () =>
  expect(viewOutbox([entry({ state: "withdrawn", settledAt: NOON })], [])).toEqual([]));

test.each(["delivered", "taken"] as const)("what was %s is listed as long as its sealed copy is kept", (state) =>
  expect(viewOutbox([entry({ state, settledAt: NOON })], [])).toMatchObject([{ state, settledAt: NOON }]),
);

describe("what can be done against it", () => {
  const withdrawal = (overrides: Partial<OutboxEntry> = {}) =>
    viewOutbox([entry(overrides)], []).map((one) => one.withdrawal);
  test("what was never sent is taken back", () => {
    expect([withdrawal(), withdrawal({ state: "parked" })]).toEqual([["takeBack"], ["takeBack"]]);
  });
  test.each(["sending", "delivered", "taken"] as const)("for what is %s the therapist can be asked", (state) =>
    expect(withdrawal({ state })).toEqual(["ask"]),
  );
  test("nor is what may have arrived promised back", () =>
    expect(withdrawal({ mayHaveArrived: true })).toEqual(["ask"]));
  test("what was asked once is not asked again, and the request itself has none", () => {
    const sent = entry({ state: "delivered" });
    const request = entry({ id: "request", seq: 2, checkInId: withdrawalOf(sent.id) });
    expect(viewOutbox([sent, request], []).map((one) => [one.kind, one.withdrawal])).toEqual([
      ["answers", "asked"],
      ["withdrawal", null],
    ]);
  });
});

test.each([
  ["was not taken", { state: "parked", lastReason: "refused" }],
  ["still has to be handed over", { endpointId: "file|file||" }],
] as const)("a request that %s is not said to have asked anybody", (_, changes) => {
  const sent = entry({ state: "delivered" });
  const request = entry({ id: "request", seq: 2, checkInId: withdrawalOf(sent.id), ...changes });
  expect(viewOutbox([sent, request], []).map((one) => one.withdrawal)).toEqual([null, null]);
});

describe("an endpoint in trouble", () => {
  const pause = (overrides: Partial<EndpointPause> = {}): EndpointPause => ({
    endpointId: entry().endpointId,
    reason: "wrongKey",
    since: NOON - 60_000,
    probeAt: NOON + 3_600_000,
    ...overrides,
  });
  test("says why and since when, and when it is asked again", () =>
    expect(viewOutbox([entry()], [pause()])).toMatchObject([
      { held: { reason: "wrongKey", since: NOON - 60_000 }, nextTryAt: NOON + 3_600_000 },
    ]));
  test("at rest says only when", () =>
    expect(viewOutbox([entry()], [pause({ reason: null })])).toMatchObject([
      { held: null, nextTryAt: NOON + 3_600_000 },
    ]));
  test("that is gone has no next try", () =>
    expect(viewOutbox([entry()], [pause({ reason: "gone", probeAt: null })])).toMatchObject([{ nextTryAt: null }]));
  test("is nobody else's", () =>
    expect(viewOutbox([entry()], [pause({ endpointId: "put|mailbox|https://other.example|b" })])).toMatchObject([
      { host: "box.example", held: null, nextTryAt: NOON + 600_000 },
    ]));
  test("does not concern what is parked", () =>
    expect(viewOutbox([entry({ state: "parked" })], [pause()])).toMatchObject([{ held: null, nextTryAt: null }]));
});

test("what is handed over has no next try and no host", () =>
  expect(viewOutbox([entry({ endpointId: "file|file||" })], [])).toMatchObject([
    { byHand: true, host: "", nextTryAt: null },
  ]));

test("a parked one that was saved as a file is told from one its endpoint took", () => {
  const saved = entry({ state: "taken", lastReason: "tooLarge" });
  expect(viewOutbox([saved, { ...saved, id: "b", lastReason: null }], []).map(({ byHand }) => byHand)).toEqual([
    true,
    false,
  ]);
});

test("the oldest stands first", () => {
  const entries = [entry({ id: "b", createdAt: NOON + 1, seq: 2 }), entry({ id: "a" })];
  expect(viewOutbox(entries, []).map(({ id }) => id)).toEqual(["a", "b"]);
});
