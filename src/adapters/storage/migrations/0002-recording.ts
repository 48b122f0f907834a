import type { Connection } from "../schema.ts";

/** The journal was never written to. */
export function replaceJournal(connection: Connection): void {
  connection.deleteObjectStore("journal");
  connection.createObjectStore("recording", { autoIncrement: true });
}
