import { describe, expect, test } from "vitest";
import { measureChannel } from "../../../../src/core/alliance/flags/channel-effect.ts";
import { headlineOf } from "../../../../src/core/alliance/flags/flag.ts";
import { flagHistory, silenceNow } from "../../../../src/core/alliance/flags/flag-history.ts";
import { baselineKey } from "../../../../src/core/alliance/flags/flag-session.ts";
import { PAPER_SETTINGS } from "../../../../src/core/alliance/flags/flag-settings.ts";
import { dependabilityOf, levelOf } from "../../../../src/core/alliance/flags/level.ts";
import { listEpisodes } from "../../../../src/core/alliance/flags/published-episodes.ts";
import { afsCore } from "../../../../src/core/alliance/instruments/afs-core.ts";
import { triple } from "../responses.ts";
import { historyOf, onDay, session, shownIn } from "./sessions.ts";

describe("the level", () => {
  test("is an early picture below four scored sessions", () => {
    expect(levelOf([8, 8, 8])).toEqual({ kind: "early", sessions: 3, needed: 4 });
  });
  test("is of the last eight, and stays within the scale", () => {
    expect(levelOf([0, 0, 10, 10, 10, 10, 10, 10, 10, 10])).toMatchObject({ mean: 10, high: 10, sessions: 8 });
  });
  test("is as dependable as so many sessions are", () => {
    expect([1, 2, 3, 4].map((sessions) => Number(dependabilityOf(sessions).toFixed(3)))).toEqual([
      0.75, 0.857, 0.9, 0.923,
    ]);
  });
});

describe("the headline", () => {
  test("is what the client said, before what was calculated", () => {
    const history = historyOf("9/9/9 x5, 4/4/4 R1=little");
    expect(shownIn(history)).toEqual({ s6: "TENSE + LOW + DIP + FACET bond" });
    expect(headlineOf(history[5]!.flags)?.kind).toBe("tense");
  });

  test("is a warning sign before all else, and it never counts in a score", () => {
    const warned = { ...session({ ...triple("9/9/9"), R1: "yes", R2: "no" }, 0), warned: true };
    const [read] = flagHistory([warned], PAPER_SETTINGS);
    expect(read!.flags.map(({ kind }) => kind)).toEqual(["risq", "tense"]);
    expect(read!.memory.scores).toEqual([9]);
  });

  test("is nothing where there is no flag", () => expect(headlineOf([])).toBeNull());
});

describe("an episode", () => {
  test("waits for scored sessions only", () => {
    expect(shownIn(historyOf("8/8/8 x5, 6/6/6, -/-/7 x8, 8/8/8"))).toMatchObject({ s15: "RECOVERED (V)" });
  });

  test("that is over lets the next dip open a new one", () => {
    expect(shownIn(historyOf("9/9/9 x5, 7/7/7, 9/9/9, 7/7/7"))).toMatchObject({
      s6: "DIP + FACET bond",
      s8: "DIP + FACET bond",
    });
  });
});

describe("silence", () => {
  const monthly = ["8/8/8", "8/8/8", "8/8/8", "8/8/8", "5/6/5"].map((text, n) =>
    session(triple(text), n, { endedAt: onDay(30 * n) }),
  );
  test("is two of the client's own intervals where these are long", () => {
    const history = flagHistory(monthly, PAPER_SETTINGS);
    expect(silenceNow(history, onDay(180))).toBeNull();
    expect(silenceNow(history, onDay(181))).toMatchObject({ kind: "time" });
  });

  test("after a session that was fine is no note", () => {
    expect(silenceNow(historyOf("8/8/8 x5"), onDay(400))).toBeNull();
    expect(silenceNow([], onDay(400))).toBeNull();
  });

  test.each([
    [null, null],
    [1, null],
    [2, { kind: "skipped", since: onDay(28), skipped: 2 }],
  ])("told by the next response: %s check-ins left out", (skippedBefore, silence) => {
    const dipped = [..."88885"].map((each, n) => session(triple(`${each}/${each}/${each}`), n));
    const next = session(triple("8/8/8"), 5, { skippedBefore });
    expect(flagHistory([...dipped, next], PAPER_SETTINGS).at(-1)!.silence).toEqual(silence);
  });
});

describe("an instrument without published figures", () => {
  const settings = { ...PAPER_SETTINGS, spreadFloor: null, low: null };
  test("has no dip and no low before there are six sessions to take the client's own spread from", () => {
    expect(shownIn(historyOf("8/8/8, 8/8/9, 8/9/8, 8/8/8, 8/8/9, 2/2/2", settings))).toEqual({});
    expect(shownIn(historyOf("8/8/8, 8/8/9, 8/9/8, 8/8/8, 8/8/9, 8/8/8, 2/2/2", settings))).toEqual({
      s7: "DIP + FACET bond",
    });
  });
});

test("what poor calls cost needs three sessions on each side", () => {
  const calls = (count: number, callTrouble: "no" | "lot") =>
    Array.from({ length: count }, () => ({ score: 8, callTrouble }));
  expect(measureChannel([...calls(9, "no"), ...calls(2, "lot")])).toBeNull();
});

test("a published drop is followed to its repair", () => {
  expect(listEpisodes("prev1sd", [9, 7, 6, 6.5, 8, 6])).toEqual([
    { raisedAt: 1, from: 9, lowest: 6, repairedAt: 4 },
    { raisedAt: 5, from: 8, lowest: 6, repairedAt: null },
  ]);
});

test("another major version or setting has a baseline of its own", () => {
  const keys = [
    afsCore,
    { ...afsCore, version: "1.2" },
    { ...afsCore, version: "2" },
    { ...afsCore, settings: ["group"] as const },
  ];
  expect(new Set(keys.map(baselineKey)).size).toBe(3);
});
