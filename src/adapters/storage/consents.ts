import type { Database } from "./database.ts";
import type { ConsentRecord } from "./schema.ts";
import { write } from "./write.ts";

/** Every consent given on this device, kept as proof after it was ended. */
export interface ConsentLog {
  add(consent: Omit<ConsentRecord, "endedAt">): Promise<void>;
  /** Ends whatever consent this client still has. */
  end(client: string, endedAt: number): Promise<void>;
  list(): Promise<readonly ConsentRecord[]>;
}

export function createConsentLog(database: Database): ConsentLog {
  return {
    async add({ hash, acceptedAt, client, endpointId }) {
      await write(database, ["consents"], "strict", (writing) =>
        writing.objectStore("consents").add({ hash, acceptedAt, client, endpointId, endedAt: null }),
      );
    },
    end: (client, endedAt) =>
      write(database, ["consents"], "strict", async (writing) => {
        let row = await writing.objectStore("consents").openCursor();
        for (; row !== null; row = await row.continue()) {
          if (row.value.client === client && row.value.endedAt === null) await row.update({ ...row.value, endedAt });
        }
      }),
    list: () => database.use((db) => db.getAll("consents")),
  };
}
