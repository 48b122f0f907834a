import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Cell,
  FEWEST_CLIENTS,
  FEWEST_THERAPISTS,
  hideCells,
  join,
  type Part,
} from "../../../src/core/practice/suppression.ts";

/** `clients` people of `therapists` therapists, `each` events apiece; `from` keeps people of different rows apart. */
function part(clients: number, { each = 1, therapists = 3, from = 0 } = {}): Part {
  const people = Array.from({ length: clients }, (_, n) => `p${from + n}`);
  return {
    value: clients * each,
    clients: new Set(people),
    therapists: new Set(people.map((_, n) => `t${n % therapists}`)),
  };
}
const row = (clients: number, from: number): Cell => [part(clients, { from })];
const totalOf = (cells: readonly Cell[]): Cell =>
  (cells[0] ?? []).map((_, place) => join(cells.map((cell) => cell[place]!)));
const hiddenIn = (...cells: Cell[]) => {
  const hidden = hideCells([cells], totalOf(cells));
  return hidden && [...hidden[0]!].sort();
};

describe("a table", () => {
  test("of large rows is shown whole", () => expect(hiddenIn(row(5, 0), row(9, 10))).toEqual([]));

  test("with one small row hides the next smallest, too: the total would give it away", () => {
    expect(hiddenIn(row(3, 0), row(9, 10), row(7, 20), row(12, 30))).toEqual([0, 2]);
  });

  test("hides more as long as what is left of the total is a small cell itself", () => {
    expect(hiddenIn(row(1, 0), row(2, 10), row(6, 20), row(9, 30))).toEqual([0, 1, 2]);
  });

  test("shows two small rows' total only where one of them cannot be told from the other", () => {
    // Six people with one event each in two rows: no row is empty, so the rest says enough only above that.
    expect(hiddenIn(row(3, 0), row(3, 10), row(9, 20))).toEqual([0, 1]);
  });

  test("with one row, of few, is withheld with its total", () => expect(hiddenIn(row(4, 0))).toBeNull());

  test("of nobody is withheld: there is nothing to show", () => expect(hiddenIn([part(0)])).toBeNull());

  test("hides a row whose clients are all one or two therapists'", () => {
    const one: Cell = [part(20, { therapists: 1 })];
    expect(hiddenIn(one, row(9, 30), row(8, 50))).toEqual([0, 2]);
  });

  test("hides a cell whose other part is small: it follows from the two shown", () => {
    const marked: Cell = [part(30), part(2, { from: 40 })];
    const other: Cell = [part(20, { from: 60 }), part(20, { from: 90 })];
    const third: Cell = [part(25, { from: 120 }), part(25, { from: 150 })];
    expect(hiddenIn(marked, other, third)).toEqual([0, 1]);
  });

  test("hides what another measure hides already, and what must be hidden with that", () => {
    const cells = [row(9, 0), row(8, 10), row(7, 20)];
    expect([...hideCells([cells], totalOf(cells), [new Set([0])])![0]!].sort()).toEqual([0, 2]);
  });
});

test("two tables of one total are withheld together where one of them would give its total away", () => {
  const [many, few] = [row(9, 0), row(3, 20)];
  expect(
    hideCells(
      [
        [totalOf([many, few]), []],
        [many, few],
      ],
      totalOf([many, few]),
    ),
  ).not.toBeNull();
  expect(hideCells([[totalOf([few])], [few]], totalOf([few]))).toBeNull();
});

const anyPart = fc
  .array(
    fc.record({ who: fc.nat({ max: 40 }), therapist: fc.nat({ max: 6 }), events: fc.integer({ min: 1, max: 3 }) }),
    {
      maxLength: 16,
    },
  )
  .map(
    (people): Part => ({
      value: people.reduce((sum, { events }) => sum + events, 0),
      clients: new Set(people.map(({ who, therapist }) => `${therapist}|${who}`)),
      therapists: new Set(people.map(({ therapist }) => `t${therapist}`)),
    }),
  );
const anyTable = fc
  .integer({ min: 1, max: 3 })
  .chain((parts) =>
    fc.array(fc.array(anyPart, { minLength: parts, maxLength: parts }), { minLength: 1, maxLength: 8 }),
  );

/** Every number a hidden cell may still be, for whoever adds and takes off all that is shown. */
function possible(hidden: readonly Part[], at: number, least: 0 | 1): number {
  const sum = hidden.reduce((all, { value }) => all + value, 0);
  const low = hidden.length === 1 ? sum : least;
  const high = sum - (hidden.length - 1) * least;
  return at < hidden.length ? high - low + 1 : 0;
}

describe("whatever the table", () => {
  test("no shown part is of few clients or therapists, and none follows by sums", () => {
    fc.assert(
      fc.property(anyTable, (cells) => {
        const total = totalOf(cells);
        const result = hideCells([cells], total);
        if (result === null) return;
        const [hidden] = result as readonly [ReadonlySet<number>];
        const isFew = ({ value, clients, therapists }: Part): boolean =>
          value > 0 && (clients.size < FEWEST_CLIENTS || therapists.size < FEWEST_THERAPISTS);
        expect(total.some(isFew)).toBe(false);
        expect(cells.filter((cell, n) => !hidden.has(n) && cell.some(isFew))).toEqual([]);
        for (const [place, { value }] of total.entries()) {
          if (value === 0 || hidden.size === 0) continue;
          const unknown = [...hidden].map((n) => cells[n]![place]!);
          expect(isFew(join(unknown))).toBe(false);
          for (const at of unknown.keys())
            for (const least of [0, 1] as const) expect(possible(unknown, at, least)).toBeGreaterThan(1);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test("one client more or less never turns a hidden row of few into a shown one", () => {
    fc.assert(
      fc.property(anyTable, fc.nat({ max: 7 }), (cells, at) => {
        const small: Cell = (cells[0] ?? []).map((_, n) =>
          n === 0 ? part(FEWEST_CLIENTS - 1, { from: 900 }) : part(0),
        );
        const table = (cells as readonly Cell[]).toSpliced(at, 0, small);
        const result = hideCells([table], totalOf(table));
        expect(result?.[0]?.has(Math.min(at, cells.length)) ?? true).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
