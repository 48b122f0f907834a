import type { PlaceReading } from "../../protocol/place.ts";
import type { ItemReply, ListReply } from "../../protocol/therapist-records.ts";
import { createCouchdbReading } from "./couchdb-reading.ts";
import { createFhirReading, type FhirReadingDeps } from "./fhir-reading.ts";
import { createMailboxReading } from "./mailbox-reading.ts";
import { createWebdavReading } from "./webdav-reading.ts";

export interface PlaceReadingDeps extends FhirReadingDeps {
  readonly now: () => number;
}

/** Lists and reads wherever clients send. Never throws for anything a place does; what went wrong is named. */
export function createPlaceReading(deps: PlaceReadingDeps) {
  const [mailbox, webdav] = [createMailboxReading(deps), createWebdavReading(deps)];
  const [couchdb, fhir] = [createCouchdbReading(deps), createFhirReading(deps)];
  return {
    async list(reading: PlaceReading): Promise<ListReply> {
      switch (reading.kind) {
        case "mailbox":
          return mailbox.list(reading);
        case "webdav":
          return webdav.list(reading);
        case "couchdb":
          return couchdb.list(reading);
        case "fhir":
          return fhir.list(reading);
        case "hand":
          return { kind: "listed", items: [] };
      }
    },

    async read(reading: PlaceReading, id: string): Promise<ItemReply> {
      switch (reading.kind) {
        case "mailbox":
          return mailbox.read(reading, id);
        case "webdav":
          return webdav.read(reading, id);
        case "couchdb":
          return couchdb.read(reading, id);
        case "fhir":
          return fhir.read(reading, id);
        case "hand":
          return { kind: "failed", reason: "noSuchItem" };
      }
    },
  };
}
