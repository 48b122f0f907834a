import { expect, test } from "vitest";
import { alternate, pairsOf, takeTurns } from "./alternate.ts";

test("both sides run in turn, each first as often as the other, and warm-ups do not count", async () => {
  const order: string[] = [];
  const side = (name: string) => async () => order.push(name);
  const runs = await alternate(side("with"), side("without"), { warmUps: 2, pairs: 2 });
  expect(order.join(" ")).toBe("with without without with with without without with");
  expect(runs).toEqual([
    { with: 5, without: 6 },
    { with: 8, without: 7 },
  ]);
});

test("a pair is of one thing that both runs say", () => {
  const runs = [{ with: { ms: 3, kB: 9 }, without: { ms: 2, kB: 8 } }];
  expect(pairsOf(runs, ({ kB }) => kB)).toEqual([{ with: 9, without: 8 }]);
});

test("of several sides each round begins with the next, and runs stay with their side", async () => {
  const order: string[] = [];
  const side = (name: string) => async () => `${name}${order.push(name)}`;
  const runs = await takeTurns([side("a"), side("b"), side("c")], { warmUps: 1, rounds: 2 });
  expect(order.join("")).toBe("abcbcacab");
  expect(runs).toEqual([
    ["a6", "a8"],
    ["b4", "b9"],
    ["c5", "c7"],
  ]);
});
