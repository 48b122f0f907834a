/**
 * Answers from outside, held against their instrument. Built anew: an unknown item or a value its response set does not
 * have refuses the whole; an empty text, and an answer whose question was not asked, are left out like a skip.
 */
import { type Answers, type AnswerValue, isBlank } from "./answers.ts";
import { visibleItems } from "./asked-items.ts";
import type { Instrument, ResponseSet } from "./instrument.ts";

/** 9.2 is 91.99999999999999 steps of 0.1. */
const STEP_TOLERANCE = 1e-6;

export function validateAnswers(instrument: Instrument, input: unknown): Answers | null {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return null;
  const given = new Map<string, AnswerValue>();
  for (const [id, value] of Object.entries(input)) {
    const item = instrument.items.find((one) => one.id === id);
    if (item === undefined || !fitsResponses(item.responses, value)) return null;
    if (!isBlank(value)) given.set(id, value);
  }
  const asked = visibleItems(instrument.items, Object.fromEntries(given));
  return Object.fromEntries(asked.flatMap(({ id }) => pairOf(id, given.get(id))));
}

function pairOf(id: string, value: AnswerValue | undefined): readonly (readonly [string, AnswerValue])[] {
  return value === undefined ? [] : [[id, value]];
}

function fitsResponses(responses: ResponseSet, value: unknown): value is AnswerValue {
  switch (responses.type) {
    case "scale":
      return isStep(responses, value);
    case "choice":
      return responses.choices.some(({ code }) => code === value);
    case "text":
      return typeof value === "string" && value.length <= responses.maxLength;
  }
}

function isStep({ min, max, step }: Extract<ResponseSet, { type: "scale" }>, value: unknown): boolean {
  if (typeof value !== "number" || value < min || value > max) return false;
  const steps = (value - min) / step;
  return Math.abs(steps - Math.round(steps)) < STEP_TOLERANCE;
}
