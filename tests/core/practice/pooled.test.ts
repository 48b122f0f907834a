import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ANSWER_TIMES_SECONDS } from "../../../src/core/alliance/answer-time.ts";
import { type PilotPart, TIME_STEPS_SECONDS, weekOf } from "../../../src/core/practice/pilot.ts";
import { type PooledRow, poolFigures, type Share } from "../../../src/core/practice/pooled.ts";
import { judge } from "../../../src/core/practice/yardsticks.ts";
import { anyPilot, pilot, pilotCheckIn } from "./pilots.ts";

test("times are counted in the steps in which they are sent", () => {
  expect(TIME_STEPS_SECONDS).toEqual(ANSWER_TIMES_SECONDS);
});

test.each([
  ["2026-01-01T00:00:00Z", "2026-W01"],
  ["2024-12-30T12:00:00Z", "2025-W01"],
  ["2027-01-03T23:59:00Z", "2026-W53"],
  ["2026-08-02T23:59:59Z", "2026-W31"],
  ["2026-08-03T00:00:00Z", "2026-W32"],
])("%s lies in week %s", (at, week) => expect(weekOf(Date.parse(at))).toBe(week));

test("one dip that is still open is not found by taking the decided ones from the dips", () => {
  const parts = pilot([4, 4, 4], (n, therapist) => ({
    checkIns: [pilotCheckIn({ dip: n > 1 ? null : therapist === 0 && n === 0 ? "open" : "recovered" })],
  }));
  const { dipped, total } = poolFigures(parts);
  expect(dipped).toEqual({ value: 6, of: 12 });
  expect(total.recovered).toBeNull();
});

test("more check-ins than sessions of one client are not found by taking the answered ones from all", () => {
  const checkIns = [pilotCheckIn(), pilotCheckIn(), pilotCheckIn()];
  const held = (n: number, therapist: number): number => (therapist === 0 && n === 0 ? 1 : 4);
  const { total } = poolFigures(pilot([4, 4, 4], (n, therapist) => ({ held: held(n, therapist), checkIns })));
  expect(total.answered).toBeNull();
});

describe("a pilot of twenty clients of four therapists", () => {
  const parts = pilot([5, 5, 5, 5], (n) => ({
    platform: n < 3 ? "zoom-web" : "doxy-me",
    held: 4,
    checkIns: [
      pilotCheckIn({
        week: "2026-W31",
        seconds: 30,
        tense: n < 2,
        dip: n < 2 ? "recovered" : n < 4 ? "notRecovered" : null,
      }),
      pilotCheckIn({ week: "2026-W32", seconds: n < 3 ? 45 : 60 }),
      pilotCheckIn({ week: "2026-W32", seconds: 45 }),
    ],
  }));
  const figures = poolFigures(parts);

  test("says how many check-ins came, their middle time, and what was marked", () => {
    expect(figures.total).toEqual({
      checkIns: 60,
      medianSeconds: 45,
      tense: { value: 8, of: 60 },
      answered: { value: 60, of: 80 },
      recovered: { value: 8, of: 16 },
    });
    expect(figures.clients).toBe(20);
    expect(figures.dipped).toBeNull(); // Four clients had none.
  });

  test("says so by week and by service", () => {
    expect(figures.weeks.map(({ week, checkIns }) => [week, checkIns])).toEqual([
      ["2026-W31", 20],
      ["2026-W32", 40],
    ]);
    expect(figures.platforms.map(({ platform, checkIns, answered }) => [platform, checkIns, answered])).toEqual([
      ["doxy-me", 24, { value: 24, of: 32 }],
      ["zoom-web", 36, { value: 36, of: 48 }],
    ]);
  });

  test("is judged by the yardsticks of a pilot, and says of two that they are not known", () => {
    expect(judge(figures, true)).toEqual({ answered: "met", seconds: "met", lookedAt: "notKnown", rules: "notKnown" });
  });
});

test("one therapist's clients, or two therapists', are never pooled into figures", () => {
  for (const counts of [[30], [30, 30]]) {
    const figures = poolFigures(pilot(counts));
    expect(figures.total).toEqual({
      checkIns: null,
      medianSeconds: null,
      tense: null,
      answered: null,
      recovered: null,
    });
    expect(figures.clients).toBeNull();
  }
});

test("a service that only one therapist uses is hidden, and another with it", () => {
  const figures = poolFigures(
    pilot([9, 9, 9, 9], (n, t) => ({ platform: t === 0 ? "jitsi" : n < 4 ? "zoom-web" : "doxy-me" })),
  );
  expect(figures.platforms.map(({ platform, checkIns }) => [platform, checkIns])).toEqual([
    ["doxy-me", 15],
    ["jitsi", null],
    ["zoom-web", null],
  ]);
});

test("sessions that nobody wrote down are not known, and never zero", () => {
  const figures = poolFigures(pilot([9, 9, 9]));
  expect(figures.total.answered).toBeNull();
  expect(judge(figures, false).answered).toBe("notKnown");
});

test("a middle time of two is the longer of both", () => {
  const parts = pilot([2, 2, 2], (n) => ({ checkIns: [pilotCheckIn({ seconds: n === 0 ? 30 : 60 })] }));
  expect(poolFigures(parts).total.medianSeconds).toBe(60);
  expect(judge(poolFigures(parts), false).seconds).toBe("notMet");
});

test("too few to say is told apart from not reached", () => {
  expect(judge(poolFigures(pilot([2, 2])), true)).toMatchObject({ answered: "tooFew", seconds: "tooFew" });
});

/** Everybody with at least one event in this row, of one measure. */
function people(
  parts: readonly PilotPart[],
  counts: (checkIn: PilotPart["clients"][number]["checkIns"][number], client: PilotPart["clients"][number]) => boolean,
) {
  const who = new Set<string>();
  const therapists = new Set<string>();
  for (const { therapist, clients } of parts)
    for (const client of clients)
      if (client.checkIns.some((checkIn) => counts(checkIn, client))) {
        who.add(`${therapist}|${client.client}`);
        therapists.add(therapist);
      }
  return { clients: who.size, therapists: therapists.size };
}
const isEnough = ({ clients, therapists }: { clients: number; therapists: number }): boolean =>
  clients === 0 || (clients >= 5 && therapists >= 3);

describe("whatever the pilot", () => {
  test("nothing that is shown comes from fewer than five clients or three therapists", () => {
    fc.assert(
      fc.property(anyPilot, (parts) => {
        const { weeks, platforms } = poolFigures(parts);
        for (const { week, checkIns, tense } of weeks) {
          if (checkIns !== null) expect(isEnough(people(parts, (one) => one.week === week))).toBe(true);
          if (tense !== null)
            for (const marked of [true, false])
              expect(isEnough(people(parts, (one) => one.week === week && (one.tense === true) === marked))).toBe(true);
        }
        for (const { platform, checkIns, recovered } of platforms) {
          if (checkIns !== null) expect(isEnough(people(parts, (_, one) => one.platform === platform))).toBe(true);
          if (recovered !== null)
            for (const end of ["recovered", "notRecovered"])
              expect(isEnough(people(parts, (one, of) => of.platform === platform && one.dip === end))).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  test("what is left of a total after all shown rows is nobody, or comes from enough people", () => {
    fc.assert(
      fc.property(anyPilot, (parts) => {
        const { total, weeks, platforms } = poolFigures(parts);
        const shownWeeks = new Set(weeks.filter(({ checkIns }) => checkIns !== null).map(({ week }) => week));
        const shownPlatforms = new Set(
          platforms.filter(({ checkIns }) => checkIns !== null).map(({ platform }) => platform),
        );
        if (total.checkIns === null) {
          expect([...shownWeeks, ...shownPlatforms]).toEqual([]);
          return;
        }
        expect(weeks.length - shownWeeks.size).not.toBe(1);
        expect(platforms.length - shownPlatforms.size).not.toBe(1);
        expect(isEnough(people(parts, ({ week }) => !shownWeeks.has(week)))).toBe(true);
        expect(isEnough(people(parts, (_, { platform }) => !shownPlatforms.has(platform)))).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test("shown rows never add up to more than the total, and to all of it where none is hidden", () => {
    const valuesOf = (rows: readonly PooledRow[], of: (row: PooledRow) => Share | null) =>
      rows.map((row) => of(row)?.value ?? null);
    fc.assert(
      fc.property(anyPilot, (parts) => {
        const { total, weeks } = poolFigures(parts);
        for (const of of [
          ({ tense }: PooledRow) => tense,
          ({ checkIns }: PooledRow) => (checkIns === null ? null : { value: checkIns, of: 0 }),
        ]) {
          const all = of(total)?.value ?? null;
          const rows = valuesOf(weeks, of);
          const sum = rows.reduce<number>((so, value) => so + (value ?? 0), 0);
          if (all === null) expect(sum).toBe(0);
          else if (rows.includes(null)) expect(sum).toBeLessThanOrEqual(all);
          else expect(sum).toBe(all);
        }
      }),
      { numRuns: 300 },
    );
  });
});
