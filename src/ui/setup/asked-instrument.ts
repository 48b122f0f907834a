import type { Instrument } from "../../core/alliance/instrument.ts";
import { instrumentKey } from "../../core/alliance/instrument.ts";
import { findInstrument, isShippedId } from "../../core/alliance/instruments/index.ts";
import type { Invite } from "../../core/invite/invite.ts";
import { parseDefinition } from "../../protocol/definition-file.ts";
import { parseJson } from "../../protocol/json.ts";

/** Before every licence ends: for showing what was agreed to. */
const ANY_DAY = "";

/**
 * What an invite asks: a set that ships, or the one the invite brings. Null where this version has none of that name, or
 * what it brings does not hold together, has another name, or may not be shown on `today` (day, ISO 8601).
 */
export function askedInstrument(
  { instrument: key, questions }: Pick<Invite, "instrument" | "questions">,
  today: string = ANY_DAY,
): Instrument | null {
  if (questions === undefined) return findInstrument(key);
  const reading = parseDefinition(parseJson(questions), { today, isTaken: isShippedId });
  if (reading.kind === "refused") return null;
  const { instrument } = reading;
  return instrumentKey(instrument) === key && instrument.perspective === "client" ? instrument : null;
}
