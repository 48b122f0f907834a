import type { Connection } from "../schema.ts";

export function createFirstStores(connection: Connection): void {
  const outbox = connection.createObjectStore("outbox", { keyPath: "id" });
  // A null check-in is no key and so is not in this index: only real check-ins are unique.
  outbox.createIndex("byCheckIn", "checkInId", { unique: true });
  outbox.createIndex("byState", "state");
  outbox.createIndex("byDue", ["endpointId", "state", "nextAt"]);
  connection.createObjectStore("envelopes", { keyPath: "id" });
  connection.createObjectStore("endpoints", { keyPath: "endpointId" });
  connection.createObjectStore("counters");
  connection.createObjectStore("settings");
  connection.createObjectStore("keys");
  connection.createObjectStore("consents", { autoIncrement: true });
  connection.createObjectStore("journal", { autoIncrement: true });
}
