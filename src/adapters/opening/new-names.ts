import { createPlaceReading, type PlaceReadingDeps } from "../endpoint/place-reading.ts";
import { openVault } from "../sealing/vault.ts";
import { openTherapistArchive } from "../storage/therapist-archive.ts";
import { createKnownNames } from "./known-names.ts";

/** What lies where clients send, by name, and what of it has come already. Opens nothing and keeps nothing. */
export function createNewNames(deps: Omit<PlaceReadingDeps, "instruments">) {
  return async () => {
    // Opened for each look: the page may want to upgrade it.
    const archive = await openTherapistArchive();
    try {
      const place = await archive.place();
      if (place === null || place.reading.kind === "hand") return null;
      const names = createKnownNames({ fileNames: archive.knownNames, vault: () => openVault(archive) });
      const listed = await createPlaceReading({ ...deps, instruments: names.asked }).list(place.reading);
      return { listed, known: await names.all() };
    } finally {
      archive.close();
    }
  };
}
