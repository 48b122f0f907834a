import { expect, test } from "vitest";
import { BROWSER_ACTS } from "./browser-acts.ts";
import { MEANING_ACTS } from "./browser-acts-meaning.ts";
import { FAULTS, faultsOf } from "./fault-list.ts";
import { meetingsOf } from "./meetings.ts";
import { NODE_ACTS } from "./node-runs.ts";
import { createRandom } from "./random.ts";

const TRAP = "http://127.0.0.1:9";

test("every fault from 1 to 54 and E1 to E10 is in the list once", () => {
  const wanted = [
    ...Array.from({ length: 54 }, (_, index) => String(index + 1)),
    ...Array.from({ length: 10 }, (_, index) => `E${index + 1}`),
  ];
  expect(FAULTS.map(({ id }) => id)).toEqual(wanted);
});

test.each(faultsOf("browser").map(({ id, title }) => [id, title]))("fault %s, %s, is played in the browser", (id) => {
  const acts = [BROWSER_ACTS[id], MEANING_ACTS[id]].filter((act) => act !== undefined);
  expect(acts.length > 0 || meetingsOf(id, createRandom(1), TRAP).length > 0).toBe(true);
});

test.each(faultsOf("node").map(({ id, title }) => [id, title]))("fault %s, %s, is played in Node", (id) => {
  expect(NODE_ACTS[id]).toBeDefined();
});

test("what is not played says why", () => {
  for (const { note } of faultsOf("unplayed")) expect(note).toBeTruthy();
});

test("nothing is told to be stored by a mailbox that never gets it", () => {
  for (let seed = 1; seed <= 200; seed += 1)
    for (const id of ["48", "52"])
      for (const meeting of meetingsOf(id, createRandom(seed), TRAP)) expect(meeting).toMatchObject({ stored: false });
});
