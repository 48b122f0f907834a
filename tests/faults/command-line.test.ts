import { expect, test } from "vitest";
import { parseFaultsCommand } from "./command-line.ts";

test("runs, seed and browser are taken as given", () => {
  const args = ["--runs", "60", "--seed", "3", "--browser", "firefox"];
  expect(parseFaultsCommand(args)).toEqual({
    runs: 60,
    seed: 3,
    browser: "firefox",
    run: null,
    only: null,
    minutes: null,
  });
});

test("one run can be played alone", () => {
  expect(parseFaultsCommand(["--seed", "1", "--run", "17", "--only", "node"])).toMatchObject({ run: 17, only: "node" });
});

test.each([
  ["--runs", "0"],
  ["--runs", "many"],
  ["--seed", "-1"],
  ["--browser", "opera"],
  ["--only", "me"],
  ["--fast"],
])("%s %s is not understood", (...args) => {
  expect(parseFaultsCommand(args)).toBeNull();
});
