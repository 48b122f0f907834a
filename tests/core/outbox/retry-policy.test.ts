import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  backoffMs,
  FIRST_BACKOFF_MS,
  LEASE_MS,
  MAX_BACKOFF_MS,
  MIN_BACKOFF_MS,
  mendLeaseUntil,
  mendProbeAt,
  mendTimes,
  nextTryAt,
  parseRetryAfterMs,
} from "../../../src/core/outbox/retry-policy.ts";

const NOW = Date.UTC(2026, 10, 23, 12);
const DATE = "Mon, 23 Nov 2026 12:00:00 GMT";
const HOUR_MS = 60 * 60_000;

describe("backoff", () => {
  test("I9: the limit doubles with each try and ends at six hours", () => {
    const almostOne = 0.999_999_999;
    expect([0, 1, 2, 9, 10, 5_000].map((tries) => Math.round(backoffMs(tries, almostOne) / 1_000))).toEqual([
      30, 60, 120, 15_360, 21_600, 21_600,
    ]);
  });

  test("I9: the wait is drawn anew, between the floor and the limit", () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (tries, random) => {
        const waitMs = backoffMs(tries, random);
        expect(waitMs).toBeGreaterThanOrEqual(MIN_BACKOFF_MS);
        expect(waitMs).toBeLessThanOrEqual(Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** tries));
      }),
    );
  });

  test("I9: the endpoint's wish counts when it is longer than our own", () => {
    expect(nextTryAt(NOW, 0, HOUR_MS, 0.5)).toBe(NOW + HOUR_MS);
    expect(nextTryAt(NOW, 0, 2_000, 0.5)).toBe(NOW + 15_000);
    expect(nextTryAt(NOW, 0, null, 0.5)).toBe(NOW + 15_000);
  });
});

describe("I9: Retry-After", () => {
  test.each([
    ["120", null, 120_000],
    [" 7 ", null, 7_000],
    ["21600", null, MAX_BACKOFF_MS],
    ["21601", null, MAX_BACKOFF_MS],
    ["315360000", null, MAX_BACKOFF_MS],
    ["999999999999999", null, MAX_BACKOFF_MS],
    ["Mon, 23 Nov 2026 12:10:00 GMT", DATE, 600_000],
    ["Tue, 23 Nov 2027 12:00:00 GMT", DATE, MAX_BACKOFF_MS],
  ])("%j with Date %j means a wait of %d ms", (retryAfter, date, waitMs) => {
    expect(parseRetryAfterMs(retryAfter, date)).toBe(waitMs);
  });

  test.each([
    [null, DATE],
    ["", DATE],
    ["0", DATE],
    ["-5", DATE],
    ["1.5", DATE],
    ["1e3", DATE],
    ["soon", DATE],
    ["9999999999999999", DATE],
    ["Mon, 23 Nov 2026 11:59:59 GMT", DATE],
    ["Mon, 23 Nov 2026 12:00:00 GMT", DATE],
    // Against our own clock a date says nothing: either may be wrong by years.
    ["Mon, 23 Nov 2026 12:10:00 GMT", null],
    ["Mon, 23 Nov 2026 12:10:00 GMT", "yesterday"],
    ["2026-11-23T12:10:00Z", DATE],
    ["Monday, 23-Nov-26 12:10:00 GMT", DATE],
    ["Mon, 99 Nov 2026 12:10:00 GMT", DATE],
  ])("%j with Date %j is ignored", (retryAfter, date) => {
    expect(parseRetryAfterMs(retryAfter, date)).toBeNull();
  });
});

describe("I9: a clock that jumped", () => {
  const times = { takeBackMs: 600_000, takeBackUntil: NOW - HOUR_MS, nextAt: NOW + HOUR_MS };

  test("times within six hours are left alone", () => {
    expect(mendTimes(times, NOW, 0.5)).toBeNull();
    expect(mendTimes({ ...times, nextAt: NOW + MAX_BACKOFF_MS }, NOW, 0.5)).toBeNull();
  });

  test("a retry further ahead comes back to the next ten minutes", () => {
    const far = { ...times, nextAt: NOW + MAX_BACKOFF_MS + 1 };
    expect(mendTimes(far, NOW, 0)).toEqual({ takeBackUntil: times.takeBackUntil, nextAt: NOW + 30_000 });
    expect(mendTimes(far, NOW, 0.999_999)?.nextAt).toBeLessThanOrEqual(NOW + 600_000);
  });

  test("a clock set back to 1970 starts the time to take it back again and never cuts it short", () => {
    const back = mendTimes({ ...times, nextAt: times.takeBackUntil }, 1_000, 0.5);
    expect(back).toEqual({ takeBackUntil: 601_000, nextAt: 601_000 });
  });

  test("a whole day to take it back is not a clock jump", () => {
    const day = { takeBackMs: 24 * HOUR_MS, takeBackUntil: NOW + 24 * HOUR_MS, nextAt: NOW + 24 * HOUR_MS };
    expect(mendTimes(day, NOW, 0.5)).toBeNull();
    expect(mendTimes(day, NOW + HOUR_MS, 0.5)).toBeNull();
  });

  test("mending once is enough, and what is mended is due within a day", () => {
    const instant = fc.integer({ min: 0, max: NOW * 2 });
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: 0, max: 24 * HOUR_MS }),
        instant,
        instant,
        (createdAt, takeBackMs, nextAt, now) => {
          const takeBackUntil = createdAt + takeBackMs;
          const before = { takeBackMs, takeBackUntil, nextAt: Math.max(nextAt, takeBackUntil) };
          const after = { ...before, ...mendTimes(before, now, 0.5) };
          expect(after.nextAt).toBeLessThanOrEqual(now + 24 * HOUR_MS);
          expect(after.nextAt).toBeGreaterThanOrEqual(after.takeBackUntil);
          expect(mendTimes(after, now, 0.5)).toBeNull();
        },
      ),
    );
  });

  test("a probe and a lease come back as well", () => {
    expect(mendProbeAt(NOW + MAX_BACKOFF_MS, NOW, 0)).toBe(NOW + MAX_BACKOFF_MS);
    expect(mendProbeAt(NOW + MAX_BACKOFF_MS + 1, NOW, 0)).toBe(NOW + 30_000);
    expect(mendLeaseUntil(NOW + 5_000, NOW)).toBe(NOW + 5_000);
    expect(mendLeaseUntil(NOW + HOUR_MS, NOW)).toBe(NOW + LEASE_MS);
  });
});
