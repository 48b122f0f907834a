import fc from "fast-check";
import { expect, test } from "vitest";
import { outcomeOf, promptsOf } from "./outcome.ts";
import type { Played } from "./player.ts";
import { type Story, tellStory } from "./stories.ts";

/** Every property of the session machine, by the file that holds it. */
export const PROPERTIES = {
  "invariants.test.ts": [
    "nobody is asked while two-way media flows, nor does a window outlast its beginning",
    "a session is asked about once, and never in two windows",
    "a session has no more call than time",
    "nobody is asked without enough media in a room that is looked at",
    "every session that ends is settled, and none stays in doubt",
  ],
  "retellings.test.ts": [
    "a background that is killed at any moment delays a question at most",
    "reading before each event what was stored after the last changes nothing",
    "facts that are told twice change nothing",
    "a clock that is set changes nothing in real time",
    "noise changes nothing",
    "what happens at one instant may be told in any order",
    "a goodbye may be overtaken by what others say",
  ],
  "hostile.test.ts": [
    "does not grow what is stored beyond a bound",
    "gets no more windows than there was time for sessions",
    "brings no window over a call in another room",
  ],
} as const;
type File = keyof typeof PROPERTIES;

/** Together, in one run of the unit tests. */
const STORIES = 20_000;
const COUNT = Object.values(PROPERTIES).flat().length;
/** SESSION_RUNS=5000 tells as many stories for each property. */
const RUNS = Number(process.env.SESSION_RUNS ?? Math.ceil(STORIES / COUNT));
/** The same stories for everybody, so that nobody's change fails for another's story; SESSION_SEED=random to hunt. */
const { SESSION_SEED = "20261125" } = process.env;
const SEED = SESSION_SEED === "random" ? Math.floor(Math.random() * 2 ** 31) : Number(SESSION_SEED);
export const TIMEOUT_MS = 60_000 + RUNS * 200;

/** Tests of a file's properties; says first which stories will be told. */
export function propertiesOf<F extends File>(file: F) {
  console.log(`${file}: ${PROPERTIES[file].length} × ${RUNS} stories, SESSION_SEED=${SEED}`);
  return function property<S extends Story>(
    title: (typeof PROPERTIES)[F][number],
    story: fc.Arbitrary<S>,
    check: (story: S) => void,
  ): void {
    test(title, { timeout: TIMEOUT_MS }, () => {
      const told = story.map((one) => Object.assign(one, { toString: () => `\n${tellStory(one)}\n` }));
      fc.assert(fc.property(told, check), { numRuns: RUNS, seed: SEED });
    });
  };
}

export function expectSame(one: Played, other: Played): void {
  expect(outcomeOf(other)).toEqual(outcomeOf(one));
  expect(promptsOf(other)).toEqual(promptsOf(one));
}
