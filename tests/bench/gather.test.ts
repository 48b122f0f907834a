import { expect, test } from "vitest";
import { type Figure, figureOfOne } from "./figure.ts";
import { gatherAtOnce, gatherInTurn, PartlyMeasured } from "./gather.ts";

const found = (what: string) => async (): Promise<readonly Figure[]> => [figureOfOne({ what, unit: "ms" }, 1)];
const broken = async (): Promise<never> => {
  throw new Error("The browser is gone.");
};

test.each([
  ["at once", gatherAtOnce],
  ["in turn", gatherInTurn],
] as const)("%s: all figures come in the order asked for", async (_, gather) => {
  const figures = await gather([found("one"), found("two")]);
  expect(figures.map(({ what }) => what)).toEqual(["one", "two"]);
});

test.each([
  ["at once", gatherAtOnce],
  ["in turn", gatherInTurn],
] as const)("%s: what one finds is kept when another breaks down", async (_, gather) => {
  const failure: unknown = await gather([broken, found("two")]).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(PartlyMeasured);
  expect((failure as PartlyMeasured).message).toBe("The browser is gone.");
  expect((failure as PartlyMeasured).figures.map(({ what }) => what)).toEqual(["two"]);
});

test.each([
  ["at once", gatherAtOnce],
  ["in turn", gatherInTurn],
] as const)("%s: so is what one found that was gathered itself", async (_, gather) => {
  const inner = () => gather([found("one"), broken]);
  const failure: unknown = await gather([inner, found("two")]).catch((error: unknown) => error);
  expect((failure as PartlyMeasured).figures.map(({ what }) => what)).toEqual(["one", "two"]);
});
