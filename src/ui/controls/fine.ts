import type { ResponseSet } from "../../core/alliance/instrument.ts";

/** More steps than this make no row that a finger can hit. */
const MOST_CELLS = 21;

/** Whether this is a scale too fine for a row of buttons, as a line read to the millimetre is. */
export function isFine(responses: ResponseSet): boolean {
  return responses.type === "scale" && (responses.max - responses.min) / responses.step >= MOST_CELLS;
}
