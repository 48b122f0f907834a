import { expect, test } from "vitest";
import { SHOWN_AFTER_MS, viewOutbox } from "../../src/background/outbox-view.ts";
import type { OutboxEntry } from "../../src/core/outbox/outbox-entry.ts";

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
  expect(viewOutbox([entry()], NOON)).toMatchObject([{ state: "waiting", takeBackUntil: NOON + 600_000 }]));

test("what waits for another try can still be taken back", () => {
  const later = entry({ nextAt: NOON + 3_600_000, tries: 2, lastReason: "offline" });
  expect(viewOutbox([later], NOON)).toMatchObject([
    { takeBackUntil: NOON + 3_600_000, nextTryAt: NOON + 3_600_000, reason: "offline" },
  ]);
});

test.each([["sending"], ["delivered"]] as const)("what is %s cannot be taken back", (state) =>
  expect(viewOutbox([entry({ state, settledAt: NOON })], NOON)).toMatchObject([{ state, takeBackUntil: null }]),
);

test("what may have arrived cannot be taken back", () =>
  expect(viewOutbox([entry({ mayHaveArrived: true })], NOON)).toMatchObject([{ takeBackUntil: null }]));

test("what was taken back is not shown", () =>
  expect(viewOutbox([entry({ state: "withdrawn", settledAt: NOON })], NOON)).toEqual([]));

test("what arrived is shown for a day", () => {
  const arrived = entry({ state: "delivered", settledAt: NOON });
  expect(viewOutbox([arrived], NOON + SHOWN_AFTER_MS - 1)).toHaveLength(1);
  expect(viewOutbox([arrived], NOON + SHOWN_AFTER_MS)).toEqual([]);
});

test("the oldest stands first", () => {
  const entries = [entry({ id: "b", createdAt: NOON + 1, seq: 2 }), entry({ id: "a" })];
  expect(viewOutbox(entries, NOON).map(({ id }) => id)).toEqual(["a", "b"]);
});
