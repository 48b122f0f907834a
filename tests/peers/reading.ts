import { createPlaceReading } from "../../src/adapters/endpoint/place-reading.ts";
import { instrumentKey } from "../../src/core/alliance/instrument.ts";
import { INSTRUMENTS } from "../../src/core/alliance/instruments/index.ts";

/** The shipped readers, asked by a page that may reach everything. */
export function createReader() {
  return createPlaceReading({
    fetch: globalThis.fetch,
    isPermitted: async () => true,
    instruments: async () => INSTRUMENTS.map(instrumentKey),
    now: Date.now,
  });
}
