import { describe, expect, test } from "vitest";
import type { Delivery } from "../../../src/core/outbox/delivery.ts";
import {
  decideNextStep,
  decideRest,
  FAILURES_BEFORE_REST,
  type RestFacts,
  type TryFacts,
} from "../../../src/core/outbox/next-step.ts";
import { MAX_BACKOFF_MS, UNDELIVERED_AFTER_MS } from "../../../src/core/outbox/retry-policy.ts";

const NOW = Date.UTC(2026, 10, 23);
const NO_REPLY: Delivery = { kind: "retry", reason: "noReply", retryAfterMs: null };
const BUSY: Delivery = { kind: "retry", reason: "busy", retryAfterMs: 90_000 };

describe("an envelope after one try", () => {
  function decide(delivery: Delivery, changes: Partial<TryFacts> = {}) {
    return decideNextStep(delivery, { waitsSince: NOW - 60_000, tries: 2, now: NOW, random: 0.5, ...changes });
  }

  test("leaves the outbox when it was delivered or taken", () => {
    expect(decide({ kind: "delivered" })).toEqual({ kind: "settle", state: "delivered" });
    expect(decide({ kind: "taken" })).toEqual({ kind: "settle", state: "taken" });
  });

  test.each<Delivery>([
    NO_REPLY,
    BUSY,
    { kind: "retry", reason: "strangeReply", retryAfterMs: null },
    { kind: "park", reason: "refused" },
    { kind: "hold", reason: "webPage" },
    { kind: "notSent" },
  ])("I3: leaves it for nothing else: %j", (delivery) => {
    expect(decide(delivery).kind).not.toBe("settle");
    expect(decide(delivery, { tries: 100_000, waitsSince: 0 }).kind).not.toBe("settle");
  });

  test("waits longer with each try", () => {
    expect(decide(NO_REPLY)).toEqual({ kind: "postpone", reason: "noReply", nextAt: NOW + 60_000 });
    expect(decide(NO_REPLY, { tries: 3 })).toEqual({ kind: "postpone", reason: "noReply", nextAt: NOW + 120_000 });
  });

  test("I4: has no last try", () => {
    expect(decide(NO_REPLY, { tries: 100_000, random: 0 }).kind).toBe("postpone");
  });

  test("I4: is shown once it is thirty days old and was tried since", () => {
    const old = { waitsSince: NOW - UNDELIVERED_AFTER_MS - 1 };
    expect(decide(NO_REPLY, old)).toEqual({ kind: "park", reason: "undelivered" });
    expect(decide(NO_REPLY, { waitsSince: NOW - UNDELIVERED_AFTER_MS }).kind).toBe("postpone");
    expect(decide(NO_REPLY, { ...old, tries: 0 }).kind).toBe("postpone");
  });

  test("I4: a month in a drawer and no network is no reason to give up", () => {
    const offline: Delivery = { kind: "retry", reason: "offline", retryAfterMs: null };
    expect(decide(offline, { waitsSince: NOW - 2 * UNDELIVERED_AFTER_MS }).kind).toBe("postpone");
  });

  test("I8: holds its endpoint, which is asked again after six hours", () => {
    const held = decide({ kind: "hold", reason: "wrongKey" });
    expect(held).toEqual({ kind: "hold", reason: "wrongKey", probeAt: NOW + MAX_BACKOFF_MS });
  });

  test("an endpoint that is closed for good is not asked again unasked", () => {
    expect(decide({ kind: "hold", reason: "gone" })).toEqual({ kind: "hold", reason: "gone", probeAt: null });
  });
});

describe("an endpoint without a proper answer", () => {
  function decide(delivery: Delivery, changes: Partial<RestFacts> = {}) {
    return decideRest(delivery, { probe: false, failuresInRow: 1, rests: 0, now: NOW, random: 0.5, ...changes });
  }

  test("gets the next envelope while only a few failed", () => {
    expect(decide(NO_REPLY, { failuresInRow: FAILURES_BEFORE_REST - 1 })).toBeNull();
  });

  test("rests after four in a row, longer each time", () => {
    expect(decide(NO_REPLY, { failuresInRow: FAILURES_BEFORE_REST })).toBe(NOW + 15_000);
    expect(decide(NO_REPLY, { failuresInRow: FAILURES_BEFORE_REST, rests: 3 })).toBe(NOW + 120_000);
  });

  test("rests again at once when the one that tried it failed", () => {
    expect(decide(NO_REPLY, { probe: true, rests: 1 })).toBe(NOW + 30_000);
  });

  test("rests as long as it asked when it is busy", () => {
    expect(decide(BUSY)).toBe(NOW + 90_000);
  });

  test("does not rest because it refused one envelope", () => {
    expect(decide({ kind: "park", reason: "tooLarge" }, { failuresInRow: 9 })).toBeNull();
    expect(decide({ kind: "delivered" }, { probe: true })).toBeNull();
  });
});
