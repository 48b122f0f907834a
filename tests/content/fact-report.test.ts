import { expect, test } from "vitest";
import { createFactReport } from "../../src/content/fact-report.ts";

const QUIET = [`{"kind":"captureChanged","live":false}`, `{"kind":"channelChanged","open":false}`] as const;

test("a document that says nothing is not told of, until somebody asks", async () => {
  const told: unknown[] = [];
  const report = createFactReport(
    () => QUIET,
    (word) => told.push(word),
  );
  report.changed();
  await Promise.resolve();
  expect(told).toEqual([]);
});

test("who asks again is told of what is off, too: it may have been on when they last heard of it", async () => {
  const told: unknown[] = [];
  const report = createFactReport(
    () => QUIET,
    (word) => told.push(word),
  );
  report.tellAll();
  await Promise.resolve();
  expect(told).toEqual([]);
  report.tellAll();
  await Promise.resolve();
  expect(told).toEqual(QUIET);
});
