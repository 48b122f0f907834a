import fc from "fast-check";
import type { Answers, AnswerValue } from "../../../src/core/alliance/answers.ts";
import { afsCore } from "../../../src/core/alliance/instruments/afs-core.ts";

/** B1/G1/T1 as the worked examples write them; "-" is a skip. */
export function triple(text: string): Answers {
  const values = text.split("/").map((value) => (value === "-" ? null : Number(value)));
  return Object.fromEntries(["B1", "G1", "T1"].flatMap((id, n) => (values[n] === null ? [] : [[id, values[n]!]])));
}

/** Any answers a client of the core set may give, any of them skipped. */
export const anyAnswers: fc.Arbitrary<Answers> = fc.record(
  Object.fromEntries(
    afsCore.items.map(({ id, responses }): [string, fc.Arbitrary<AnswerValue>] => {
      switch (responses.type) {
        case "scale":
          return [id, fc.integer({ min: responses.min, max: responses.max })];
        case "choice":
          return [id, fc.constantFrom(...responses.choices.map(({ code }) => code))];
        case "text":
          return [id, fc.string({ maxLength: 40 })];
      }
    }),
  ),
  { requiredKeys: [] },
);
