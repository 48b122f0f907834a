import type { Answers } from "../../../src/core/alliance/answers.ts";
import type { Instrument, Licence } from "../../../src/core/alliance/instrument.ts";
import { findReady } from "../../../src/core/alliance/ready/index.ts";
import { type HeldTexts, itemId, joinReady, type ReadyKey } from "../../../src/core/alliance/ready/ready-scoring.ts";

export const HELD_LICENCE: Licence = {
  tier: "imported",
  holder: "The holder",
  terms: "Licence 17",
  line: "Used under licence 17.",
  electronicUse: true,
  changesAllowed: false,
  redistribution: false,
  evidence: "contract of 2026",
  attestedBy: "Dr. Rivera",
  attestedOn: "2026-11-01",
};

/** Texts that are nobody's. */
export function dummyTexts(count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `Item ${at + 1}, test text`);
}

/** Items in turns: enough where a test is not about which. */
export function anyKey(names: readonly string[], count: number): ReadyKey {
  const numbers = Array.from({ length: count }, (_, at) => at + 1);
  const scales = names.map((name, place) => [name, numbers.filter((number) => number % names.length === place)]);
  return { scales: Object.fromEntries(scales), reversed: [] };
}

export function heldFor(id: string, changed: Partial<HeldTexts> = {}): HeldTexts {
  const ready = findReady(id)!;
  const count = ready.itemCount ?? 8;
  const labels = "min" in ready.answers ? ["Low", "High"] : ready.answers.map((value) => `Answer ${value}`);
  const key = ready.key === null ? { key: anyKey(Object.keys(ready.scales), count) } : {};
  return { version: "1", language: "en", licence: HELD_LICENCE, texts: dummyTexts(count), labels, ...key, ...changed };
}

export function dummy(id: string, changed: Partial<HeldTexts> = {}): Instrument {
  const joined = joinReady(findReady(id)!, heldFor(id, changed));
  if (joined.kind === "refused") throw new Error(`${joined.fault.kind} ${joined.fault.where}`);
  return joined.instrument;
}

/** Answers in the order of the items; null is a skip. Choices are named by what they are scored with. */
export function answersTo(instrument: Instrument, values: readonly (number | null)[]): Answers {
  return Object.fromEntries(
    values.flatMap((value, at) => {
      const id = itemId(at + 1);
      const responses = instrument.items.find((item) => item.id === id)?.responses;
      if (value === null || responses === undefined) return [];
      const code = responses.type === "choice" ? responses.choices.find((one) => one.value === value)?.code : undefined;
      return [[id, code ?? value]];
    }),
  );
}
