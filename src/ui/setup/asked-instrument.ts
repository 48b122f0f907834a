import { decideAddOn, isAddOn } from "../../core/alliance/add-on.ts";
import type { Instrument } from "../../core/alliance/instrument.ts";
import { instrumentKey } from "../../core/alliance/instrument.ts";
import { findInstrument, isShippedId } from "../../core/alliance/instruments/index.ts";
import { NO_CONTACTS } from "../../core/alliance/outside-route.ts";
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

type Inviting = Pick<Invite, "instrument" | "questions" | "addOns" | "outside" | "issuer">;

/** What is asked beside it; null where anything of that does not hold together, or may not stand beside this set. */
export function askedAddOns(invite: Inviting, today: string = ANY_DAY): readonly Instrument[] | null {
  const { addOns = [], outside = NO_CONTACTS, issuer } = invite;
  const main = askedInstrument(invite, today);
  if (main === null) return null;
  const read = addOns.flatMap((text) => {
    const reading = parseDefinition(parseJson(text), { today, isTaken: isShippedId, asAddOn: true });
    return reading.kind === "definition" && isAddOn(reading.instrument) ? [reading.instrument] : [];
  });
  const names = new Set(read.map(({ id }) => id));
  const facts = { main, contacts: outside, therapist: issuer.name };
  const mayStand = read.every((addOn) => decideAddOn({ ...facts, addOn }).on);
  return read.length === addOns.length && names.size === read.length && mayStand ? read : null;
}
