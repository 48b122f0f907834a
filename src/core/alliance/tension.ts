/**
 * What a response says of tension, whichever words its set has for it. The rule that must not break: "Not sure" is never
 * taken for a yes.
 */
import type { Answers } from "./answers.ts";
import { type Instrument, TENSIONS, type Tension } from "./instrument.ts";

/** Of the item on rupture; null where there is none, or it was skipped. In a group, "with the leader" counts as yes. */
export function tensionOf({ items }: Pick<Instrument, "items">, answers: Answers): Tension | null {
  const item = items.find(({ topic }) => topic === "rupture");
  if (item?.responses.type !== "choice") return null;
  const chosen = item.responses.choices.find(({ code }) => code === answers[item.id]);
  return chosen?.countsAs ?? TENSIONS.find((tension) => tension === chosen?.code) ?? null;
}

/** Something did feel off. */
export function isTense(instrument: Pick<Instrument, "items">, answers: Answers): boolean {
  const tension = tensionOf(instrument, answers);
  return tension === "little" || tension === "yes";
}
