/**
 * The instruments that ship. Invites and responses name them by `name|version`; an unknown name is the caller's to
 * explain, never to guess. Neither the background nor the check-in page imports this: they get the one they need.
 */
import { type Instrument, instrumentKey } from "../instrument.ts";
import { afsCore } from "./afs-core.ts";
import { afsGroup } from "./afs-group.ts";
import { afsMirror, afsTherapist } from "./afs-therapist.ts";
import { afsTogether } from "./afs-together.ts";
import { afsYouth } from "./afs-youth.ts";

/** What a client can be asked: an invite may name any of them. */
export const INSTRUMENTS: readonly Instrument[] = [afsCore, afsYouth, afsTogether, afsGroup];
/** What an invite names unless the therapist chose otherwise. */
export const DEFAULT_INSTRUMENT = instrumentKey(afsCore);
/** What a therapist answers, after the same session. */
export const THERAPIST_FORMS: readonly Instrument[] = [afsMirror, afsTherapist];

/** Whether a name is one of ours, for clients or therapists: nobody else's questions may go by it. */
export function isShippedId(id: string): boolean {
  return [...INSTRUMENTS, ...THERAPIST_FORMS].some((instrument) => instrument.id === id);
}

export function findInstrument(key: string): Instrument | null {
  return INSTRUMENTS.find((instrument) => instrumentKey(instrument) === key) ?? null;
}
