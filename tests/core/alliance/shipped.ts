import { findInstrument } from "../../../src/core/alliance/instruments/index.ts";

/** Finds what ships without a browser to read it with. */
export const shippedInstrument = async ({ instrument }: { readonly instrument: string }) => findInstrument(instrument);
