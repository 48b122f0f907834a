/**
 * The instruments that ship. Invites and responses name them by `name|version`; an unknown name is the caller's to
 * explain, never to guess.
 */
import { type Instrument, instrumentKey } from "../instrument.ts";
import { afsCore } from "./afs-core.ts";

export const INSTRUMENTS: readonly Instrument[] = [afsCore];
/** What an invite names unless the therapist chose otherwise. */
export const DEFAULT_INSTRUMENT = instrumentKey(afsCore);

export function findInstrument(key: string): Instrument | null {
  return INSTRUMENTS.find((instrument) => instrumentKey(instrument) === key) ?? null;
}
