import * as fc from "fast-check";
import type { Answers, AnswerValue } from "../../../src/core/alliance/answers.ts";
import type { Item } from "../../../src/core/alliance/instrument.ts";
import { afsCore } from "../../../src/core/alliance/instruments/afs-core.ts";

/** B1/G1/T1 as the worked examples write them; "-" is a skip. */
export function triple(text: string): Answers {
  const values = text.split("/").map((value) => (value === "-" ? null : Number(value)));
  return Object.fromEntries(["B1", "G1", "T1"].flatMap((id, n) => (values[n] === null ? [] : [[id, values[n]!]])));
}

/** Any answers a client of the core set may give, any of them skipped. */
export const anyAnswers: fc.Arbitrary<Answers> = fc
  .tuple(...afsCore.items.map((item) => fc.option(anyAnswer(item)).map((value) => [item.id, value] as const)))
  .map((pairs) => Object.fromEntries(pairs.flatMap(([id, value]) => (value === null ? [] : [[id, value]]))));

function anyAnswer({ responses }: Item): fc.Arbitrary<AnswerValue> {
  switch (responses.type) {
    case "scale":
      return fc.integer({ min: responses.min, max: responses.max });
    case "choice":
      return fc.constantFrom(...responses.choices.map(({ code }) => code));
    case "text":
      return fc.string({ maxLength: 40 });
  }
}
