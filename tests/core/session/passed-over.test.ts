import { expect, test } from "vitest";
import { countPassedOver } from "../../../src/core/session/passed-over.ts";
import type { EndedSession } from "../../../src/core/session/world.ts";

const HOUR = 3_600_000;

type Fate = "sent" | "skipped" | "missed" | "later" | "waiting" | "notASession";
const FATES: Record<Fate, Pick<EndedSession, "answered" | "offer">> = {
  sent: { answered: "submit", offer: "done" },
  skipped: { answered: "skip", offer: "done" },
  missed: { answered: null, offer: "missed" },
  later: { answered: "later", offer: "missed" },
  waiting: { answered: null, offer: "badge" },
  notASession: { answered: "notASession", offer: "done" },
};

/** One session an hour, from the first hour on, called s1, s2 …; each with what became of its check-in. */
function sessions(...fates: readonly Fate[]): readonly EndedSession[] {
  return fates.map((fate, index) => {
    const endedAt = (index + 1) * HOUR;
    const frame = { id: `s${index + 1}`, room: "r", startedAt: endedAt - HOUR / 2, endedAt, decidedAt: endedAt };
    return { ...frame, liveMs: HOUR / 2, cause: "hangup", overlong: false, windows: 1, ...FATES[fate] };
  });
}

function passedOver(all: readonly EndedSession[], until: string, since = 0): number {
  return countPassedOver(all, { until, since, rooms: new Set(["r"]) });
}

test.each<[readonly Fate[], number]>([
  [["waiting"], 0],
  [["sent", "skipped", "missed", "waiting"], 2],
  [["skipped", "skipped", "sent", "skipped", "waiting"], 1],
  [["sent", "later", "notASession", "waiting"], 1],
  [["sent", "waiting", "waiting"], 0],
])("of %j, before the last one was answered, %i were passed over", (fates, count) => {
  expect(passedOver(sessions(...fates), `s${fates.length}`)).toBe(count);
});

test("of sessions after the one that is answered none counts", () => {
  expect(passedOver(sessions("skipped", "waiting", "skipped", "skipped"), "s2")).toBe(1);
});

test("of sessions with an earlier therapist none counts", () => {
  expect(passedOver(sessions("skipped", "skipped", "waiting"), "s3", HOUR)).toBe(1);
});

test("a check-in of no session comes after all of them", () => {
  expect(passedOver(sessions("sent", "skipped", "missed"), "by-hand")).toBe(2);
});

test("a call in a room that nobody has called one of therapy is not told of", () => {
  const [sent, missed, waiting] = sessions("sent", "missed", "waiting");
  expect(passedOver([sent!, { ...missed!, room: "a friend's" }, waiting!], "s3")).toBe(0);
});
