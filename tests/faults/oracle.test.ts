import { expect, test } from "vitest";
import { type Facts, judge, type Opened, type Row, type Submitted } from "./oracle.ts";

const ANSWERS = { B1: 3, N1: "words of one" };
const SUBMITTED: Submitted = {
  checkInId: "one",
  fault: "35",
  answers: ANSWERS,
  wish: "raise",
  box: "box-1",
  id: "id-1",
  said: "saved",
  takenBack: false,
};
const ROW: Row = { id: "id-1", checkInId: "one", client: "c", seq: 1, state: "delivered", lastReason: null };
const OPENED: Opened = { id: "id-1", box: "box-1", client: "c", seq: 1, answers: ANSWERS, wish: "raise" };

/** One check-in, saved, delivered and opened; `changes` says what is different. */
function judged(changes: Partial<Facts> = {}) {
  const verdict = judge({
    submitted: [SUBMITTED],
    rows: [ROW],
    opened: [OPENED],
    arrived: new Set((changes.opened ?? [OPENED]).map(({ id }) => id)),
    gaps: [],
    mayBeMissing: () => false,
    ...changes,
  });
  return { fates: verdict.fates.map(({ fate }) => fate), problems: verdict.problems };
}
const GAP = { client: "c", first: 1, last: 1 };

test("what was saved and opened once, with the same words, has arrived", () => {
  expect(judged()).toEqual({ fates: ["arrived"], problems: [] });
});

test.each<[string, Partial<Facts>, string]>([
  ["said to be saved, and in neither place", { rows: [], opened: [] }, "said to be saved, and gone"],
  ["marked as delivered, and not there", { opened: [] }, "not there; the outbox says delivered"],
  [
    "still waiting at the end",
    { rows: [{ ...ROW, state: "queued" }], opened: [] },
    "not there; the outbox says queued",
  ],
  ["parked without a reason", { rows: [{ ...ROW, state: "parked" }], opened: [] }, "parked without a reason"],
  [
    "lost by its endpoint with no gap to show it",
    { opened: [], mayBeMissing: () => true },
    "the outbox says delivered",
  ],
])("%s is lost", (_, changes, problem) => {
  const { fates, problems } = judged(changes);
  expect(fates).toEqual(["lost"]);
  expect(problems.join()).toContain(problem);
});

test("opened twice is doubled, under whatever ids", () => {
  const { fates, problems } = judged({ opened: [OPENED, { ...OPENED, id: "id-2", seq: 2 }] });
  expect(fates).toEqual(["doubled"]);
  expect(problems.join()).toContain("opened 2 times");
});

test.each<[string, Partial<Opened>, string]>([
  ["another number", { answers: { ...ANSWERS, B1: 4 } }, "other words"],
  ["an answer left out", { answers: { N1: ANSWERS.N1 } }, "other words"],
  ["another wish", { wish: null }, "other words"],
  ["another box", { box: "box-2" }, "consented to box-1"],
  ["another id", { id: "id-9" }, "another id"],
])("arriving with %s is a problem", (_, change, problem) => {
  expect(judged({ opened: [{ ...OPENED, ...change }] }).problems.join()).toContain(problem);
});

test("delivered and still waiting is a problem", () => {
  expect(judged({ rows: [{ ...ROW, state: "queued" }] }).problems.join()).toContain("still waits");
});

test("parked with a reason is no loss", () => {
  const rows = [{ ...ROW, state: "parked", lastReason: "tooLarge" }];
  expect(judged({ rows, opened: [] })).toEqual({ fates: ["parked"], problems: [] });
});

test("what its endpoint acknowledged and lost is excused by the gap in its numbers, and by nothing else", () => {
  const lost = { opened: [], gaps: [GAP] };
  expect(judged({ ...lost, mayBeMissing: () => true })).toEqual({ fates: ["gapShown"], problems: [] });
  expect(judged(lost).fates).toEqual(["lost"]);
  expect(judged({ ...lost, mayBeMissing: () => true, rows: [{ ...ROW, state: "queued" }] }).fates).toEqual(["lost"]);
});

test("nor is a gap to be seen where the client left and deleted all that came after", () => {
  const lost = { opened: [], mayBeMissing: () => true };
  const after = { ...ROW, id: "id-2", checkInId: null, seq: 2 };
  expect(judged({ ...lost, rows: [ROW, { ...after, state: "withdrawn" }] })).toEqual({
    fates: ["noneAfter"],
    problems: [],
  });
  expect(judged({ ...lost, rows: [ROW, { ...after, state: "delivered" }] }).fates).toEqual(["lost"]);
  expect(judged({ ...lost, rows: [ROW, { ...after, client: "d", state: "withdrawn" }] }).fates).toEqual(["lost"]);
});

test("what was taken back must not arrive", () => {
  const submitted = [{ ...SUBMITTED, takenBack: true }];
  expect(judged({ submitted, opened: [] })).toEqual({ fates: ["takenBack"], problems: [] });
  expect(judged({ submitted }).problems.join()).toContain("was taken back, and arrived");
});

test("a browser killed before it could say leaves all or nothing", () => {
  const submitted: readonly Submitted[] = [{ ...SUBMITTED, said: "unsure", id: null }];
  expect(judged({ submitted, rows: [], opened: [] })).toEqual({ fates: ["neverSaved"], problems: [] });
  expect(judged({ submitted })).toEqual({ fates: ["arrived"], problems: [] });
  expect(judged({ submitted, opened: [] }).fates).toEqual(["lost"]);
});

test("what nobody submitted is a problem, and so is a number missing for no reason", () => {
  const stranger = { ...OPENED, id: "id-7", answers: { N1: "somebody's" } };
  expect(judged({ opened: [OPENED, stranger] }).problems).toEqual(["id-7 was opened, and nobody submitted it"]);
  expect(judged({ gaps: [{ client: "c", first: 2, last: 3 }] }).problems).toEqual(["numbers 2 to 3 of c are missing"]);
});
