import { expect, test } from "vitest";
import { plainForm, surveyJson } from "./same-items.ts";

/** What a client is asked in a usual check-in. */
const ASKED = ["B1", "G1", "T1", "R1", "V1", "N1"];

test("SurveyJS is given the items of a usual check-in, and no other", () => {
  const { elements } = surveyJson() as {
    readonly elements: readonly { readonly name: string; readonly type: string }[];
  };
  expect(elements.map(({ name }) => name)).toEqual(ASKED);
  expect(elements.map(({ type }) => type)).toEqual([
    ...["rating", "rating", "rating", "radiogroup"],
    ...["radiogroup", "comment"],
  ]);
});

test("the plain form asks the same, with a button for each answer", () => {
  const names = [...plainForm().matchAll(/name="(\w+)"/g)].map(([, name]) => name);
  expect([...new Set(names)]).toEqual(ASKED);
  expect(names.filter((name) => name === "B1")).toHaveLength(11);
});
