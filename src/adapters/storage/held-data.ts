import type { HeldData } from "../../protocol/my-data.ts";
import { toBase64Url } from "../sealing/bytes.ts";
import type { Database } from "./database.ts";
import type { Connection } from "./schema.ts";
import { SETTINGS, type Settings } from "./settings.ts";

/** What of the settings is not the client's to take along, and why. */
export const NOT_THE_CLIENTS: Readonly<Partial<Record<keyof typeof SETTINGS, string>>> = {
  ownViewSites: "a therapist's",
  inboxCheck: "a therapist's",
  nonces: "keys of the scripts in open pages",
  erasing: "written only while everything is deleted",
};

/** All that the client's database holds about the client, as it is stored, but for the bytes of what was sealed. */
export async function readHeldFacts(database: Database, settings: Settings): Promise<Omit<HeldData, "sealed">> {
  const { read } = settings;
  const records = await database.use((connection) => readRecords(connection));
  const until = await read(SETTINGS.pausedUntil);
  return {
    ...records,
    pairing: await read(SETTINGS.pairing),
    places: Object.keys(await read(SETTINGS.endpoints)),
    createOnly: await read(SETTINGS.createOnly),
    rooms: await read(SETTINGS.rooms),
    roomsSeen: await read(SETTINGS.places),
    ownSites: await read(SETTINGS.ownSites),
    calls: await read(SETTINGS.world),
    choices: {
      language: await read(SETTINGS.language),
      country: await read(SETTINGS.country),
      openByItself: await read(SETTINGS.openByItself),
      pausedUntil: until === 0 ? null : until,
      sending: await read(SETTINGS.sending),
      highRun: await read(SETTINGS.highRun),
    },
    lastVersion: await read(SETTINGS.seenVersion),
    wasLost: await read(SETTINGS.lost),
  };
}

async function readRecords(connection: Connection) {
  const reading = connection.transaction(["outbox", "endpoints", "counters", "consents", "recording"]);
  const counters = reading.objectStore("counters");
  const [entries, pauses, clients, numbers, consents, noticed] = await Promise.all([
    reading.objectStore("outbox").getAll(),
    reading.objectStore("endpoints").getAll(),
    counters.getAllKeys(),
    counters.getAll(),
    reading.objectStore("consents").getAll(),
    reading.objectStore("recording").getAll(),
  ]);
  const nextNumbers = Object.fromEntries(clients.map((client, index) => [client, numbers[index] ?? 0]));
  return { entries, pauses, consents, noticed, nextNumbers };
}

/** With the bytes: thousands of answers may wait, and to count them nobody needs these. */
export async function readHeldData(database: Database, settings: Settings): Promise<HeldData> {
  const facts = await readHeldFacts(database, settings);
  const envelopes = await database.use((connection) => connection.getAll("envelopes"));
  const unsealed = new Set(facts.entries.flatMap(({ id, plain }) => (plain ? [id] : [])));
  // Hidden answers that are not sealed stay hidden: nobody at this computer reads them, not by this way either.
  const sealed = envelopes.filter(({ id }) => !unsealed.has(id)).map(({ id, bytes }) => [id, toBase64Url(bytes)]);
  return { ...facts, sealed: Object.fromEntries(sealed) as Record<string, string> };
}
