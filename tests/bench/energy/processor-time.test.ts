import { expect, test } from "vitest";
import { spentBetween } from "./processor-time.ts";

const reading = (...processes: readonly (readonly [string, number])[]) => new Map(processes);

test("what all processes spent in between is added up, the time before it is not", () =>
  expect(spentBetween(reading(["1", 10], ["2", 5]), reading(["1", 12], ["2", 5.5]))).toBeCloseTo(2.5));

test("a process that began in between counts whole, one that ended takes nothing back", () =>
  expect(spentBetween(reading(["1", 10], ["2", 5]), reading(["1", 10], ["3", 0.5]))).toBeCloseTo(0.5));
