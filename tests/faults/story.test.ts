import { expect, test } from "vitest";
import { faultsOf } from "./fault-list.ts";
import { createRandom } from "./random.ts";
import { makeStory, tellStory } from "./story.ts";

const FAULTS = faultsOf("browser");

test("the same seed and run tell the same story, whatever was told before", () => {
  const alone = makeStory(FAULTS, 1, 17);
  const inOrder = Array.from({ length: 20 }, (_, index) => makeStory(FAULTS, 1, index + 1))[16];
  expect(inOrder).toEqual(alone);
  expect(makeStory(FAULTS, 2, 17)).not.toEqual(alone);
});

test("as many runs as there are faults play each of them", () => {
  const played = FAULTS.flatMap((_, index) => makeStory(FAULTS, 7, index + 1).acts.map(({ fault }) => fault));
  expect(new Set(played)).toEqual(new Set(FAULTS.map(({ id }) => id)));
});

test("a story submits something in each of its one to three acts", () => {
  for (let run = 1; run <= 300; run += 1) {
    const { acts } = makeStory(FAULTS, 1, run);
    expect(acts.length).toBeGreaterThanOrEqual(1);
    expect(acts.length).toBeLessThanOrEqual(3);
    for (const { submits } of acts) expect([1, 2]).toContain(submits);
  }
});

test("what is dear is drawn less often", () => {
  const two = [
    { id: "dear", title: "", where: "browser", weight: 0.1 },
    { id: "cheap", title: "", where: "browser" },
  ] as const;
  const drawn = Array.from({ length: 400 }, (_, index) => makeStory(two, 1, index + 1)).flatMap(({ acts }) =>
    acts.slice(1).map(({ fault }) => fault),
  );
  const dear = drawn.filter((fault) => fault === "dear").length;
  expect(dear).toBeGreaterThan(0);
  expect(dear).toBeLessThan(drawn.length / 4);
});

test("a story is told with the seed that plays it again", () => {
  expect(tellStory({ run: 3, seed: 99, acts: [{ fault: "E6", submits: 2, seed: 1 }] })).toBe("run 3, seed 99: E6×2");
});

test("chance is the same on every machine", () => {
  const random = createRandom(1);
  expect([random.below(1_000), random.below(1_000), random.below(1_000)]).toEqual([627, 2, 527]);
});
