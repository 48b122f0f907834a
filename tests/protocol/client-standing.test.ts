import { describe, expect, test } from "vitest";
import {
  changeClient,
  earlierInvites,
  expectsAnswers,
  newestInvites,
  newestPseudonyms,
  restoring,
  standingOf,
} from "../../src/protocol/client-standing.ts";
import type { ClientRecord } from "../../src/protocol/therapist-records.ts";

const DAY = 86_400_000;
const NOW = 100 * DAY;

function record(overrides: Partial<ClientRecord> = {}): ClientRecord {
  return {
    client: "c1",
    label: "A.",
    secret: "s",
    recipients: ["age1one"],
    update: 1,
    pinnedKey: null,
    videoHosts: [],
    invitedAt: 1,
    expiresAt: 2,
    invite: null,
    phrase: [],
    ...overrides,
  };
}

describe("where a client stands", () => {
  test("a client from before pauses were known is in therapy, and answers are expected", () => {
    expect([standingOf(record()), expectsAnswers(record(), NOW)]).toEqual(["active", true]);
  });

  test("in a pause and after the end no answers are expected", () => {
    expect(standingOf(record({ pausedAt: NOW }))).toBe("paused");
    expect(standingOf(record({ pausedAt: NOW, endedAt: NOW }))).toBe("ended");
    expect(expectsAnswers(record({ pausedAt: NOW }), NOW)).toBe(false);
    expect(expectsAnswers(record({ endedAt: NOW }), NOW)).toBe(false);
  });

  test("after a pause silence is counted anew", () => {
    const resumed = record({ resumedAt: NOW });
    expect(expectsAnswers(resumed, NOW + 14 * DAY)).toBe(false);
    expect(expectsAnswers(resumed, NOW + 14 * DAY + 1)).toBe(true);
  });
});

describe("a change", () => {
  test("keeps all else, and what is taken away is gone", () => {
    const before = record({ pausedAt: 5, language: "de", follows: "c0" });
    expect(changeClient(before, { label: "B.", pausedAt: null, resumedAt: 7 })).toEqual(
      record({ label: "B.", language: "de", follows: "c0", resumedAt: 7 }),
    );
  });

  test("is undone to exactly what was", () => {
    for (const before of [record(), record({ pausedAt: 5 }), record({ resumedAt: 3, endedAt: 4 })]) {
      const changed = changeClient(before, { endedAt: 9, pausedAt: 8, resumedAt: 7 });
      expect(changeClient(changed, restoring(before))).toEqual(before);
    }
  });
});

describe("several invites of one person", () => {
  const first = record();
  const second = record({ client: "c2", follows: "c1" });
  const third = record({ client: "c3", follows: "c2" });
  const other = record({ client: "x" });
  const all = [third, other, second, first];

  test("are one line, the newest", () => {
    expect(newestInvites(all)).toEqual([third, other]);
    expect(earlierInvites(all, "c3")).toEqual(["c2", "c1"]);
    expect(newestPseudonyms(all)).toEqual(
      new Map([
        ["c1", "c3"],
        ["c2", "c3"],
      ]),
    );
  });

  test("that follow each other in a circle are shown, not lost", () => {
    const circle = [record({ client: "a", follows: "b" }), record({ client: "b", follows: "a" }), other];
    expect(newestInvites(circle)).toEqual(circle);
  });

  test("that follow the same one: the newest invite has the history", () => {
    expect(newestPseudonyms([record({ client: "c4", follows: "c1" }), second, first]).get("c1")).toBe("c4");
  });

  test("that follow one which is not here are lines of their own", () => {
    expect(newestInvites([record({ client: "c7", follows: "gone" })])).toHaveLength(1);
  });
});
