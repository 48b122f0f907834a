import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../../scripts/run-command.ts";
import { FALSE_ALARM_SESSIONS, FALSE_ALARMS_IN_100 } from "../../src/core/alliance/flags/false-alarm.ts";
import { drawAim } from "./aim-chart.ts";
import { lineOf, meetsAim, mergePage, type SimulationResult, sectionOf } from "./documents.ts";
import { PARAMETER_SETS } from "./parameter-sets.ts";
import { ROW_WORDS, ROWS } from "./rows.ts";
import { SHORT } from "./tally.ts";

const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const result = JSON.parse(read("docs/simulation/results.json")) as SimulationResult;
const page = read("docs/simulation.md");
const [base] = result.sets;

describe("what a whole run wrote down", () => {
  test("is what the page quotes", () => {
    expect(page.replace(/\s+/g, " ")).toContain(sectionOf(result).replace(/\s+/g, " "));
    expect(mergePage(page, sectionOf(result))).toBe(page);
  });

  test("is what the picture shows", () => expect(read("docs/simulation/aim.svg")).toBe(drawAim(result)));

  test("is of the sets and the rows there are now", () => {
    expect(result.sets.map(({ set }) => set)).toEqual(PARAMETER_SETS);
    for (const { rules } of result.sets) expect(Object.keys(rules)).toEqual(ROWS.map(({ key }) => key));
  });

  test("is what the therapist is told of false alarms", () => {
    expect(FALSE_ALARM_SESSIONS).toBe(SHORT);
    expect(Math.round(100 * base!.rules.default!.falseAlarm12)).toBe(FALSE_ALARMS_IN_100);
  });

  test("is what the README says of them", () => {
    const said = `about ${FALSE_ALARMS_IN_100} of 100 stable clients are flagged within ${FALSE_ALARM_SESSIONS} sessions`;
    expect(read("README.md").replace(/\s+/g, " ")).toContain(said);
  });
});

describe("what the page says in words", () => {
  test("on every set the default flags fewer stable clients than the paper's rules, and finds slow losses later", () => {
    for (const { rules } of result.sets) {
      expect(rules.default!.falseAlarm12).toBeLessThan(rules.paper!.falseAlarm12);
      expect(rules.default!.detectSlowLoss).toBeLessThan(rules.paper!.detectSlowLoss);
    }
  });

  test("on all sets but two it finds more drops, and there hardly fewer", () => {
    const fewer = result.sets.filter(({ rules }) => rules.default!.detect2_5 <= rules.paper!.detect2_5);
    expect(fewer.map(({ set }) => set.key)).toEqual(["unsteady", "coarse"]);
    for (const { rules } of fewer) expect(rules.paper!.detect2_5 - rules.default!.detect2_5).toBeLessThan(0.005);
  });

  test("the aim is met on three sets, by the paper's rules on one, and without low on a fourth", () => {
    const met = (row: string) => result.sets.filter(({ rules }) => meetsAim(rules[row]!)).map(({ set }) => set.key);
    expect(met("default")).toEqual(["base", "steady", "correlated"]);
    expect(met("paper")).toEqual(["steady"]);
    expect(met("dipAndDrift")).toEqual(["base", "steady", "lower", "correlated"]);
  });

  test("where clients vary a lot or answers are few, the aim is out of reach", () => {
    const out = result.sets.filter(({ bestPossible }) => bestPossible < 0.9).map(({ set }) => set.key);
    expect(out).toEqual(["unsteady", "coarse"]);
  });
});

test("every row has its words, and the line for programs has every rule", () => {
  expect(Object.keys(ROW_WORDS)).toEqual(ROWS.map(({ key }) => key));
  const line = lineOf(result);
  expect(line).not.toContain("\n");
  const { default: shown, rules } = JSON.parse(line) as { default: unknown; rules: Record<string, unknown> };
  expect(shown).toEqual(rules.default);
  expect(Object.keys(rules)).toEqual(ROWS.map(({ key }) => key));
});
