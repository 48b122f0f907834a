import { type Definition, unpackDefinition } from "../core/alliance/definition.ts";
import type { Instrument } from "../core/alliance/instrument.ts";
import type { Invite } from "../core/invite/invite.ts";

export type InstrumentOf = (invite: Pick<Invite, "instrument" | "questions">) => Promise<Instrument | null>;

/** What an invite asks: one that ships, or the one that the invite itself brings. */
export function createInstrumentOf(packaged: (key: string) => Promise<Instrument | null>): InstrumentOf {
  return async ({ instrument, questions }) => {
    if (questions === undefined) return packaged(instrument);
    // Signed by the therapist, and read part by part on the page that showed it before it was accepted.
    return unpackDefinition(JSON.parse(questions) as Definition);
  };
}
