/**
 * Where a client stands for the therapist: answers expected, paused, ended; and which invites belong to one person. All of
 * it stays on the therapist's computers. The rule that must not break: pausing and ending hide nothing that came, and what
 * was sent under an earlier invite stays with its person.
 */
import type { LocalFacts } from "./clients-file.ts";
import type { ClientRecord } from "./therapist-records.ts";

export type ClientStanding = "active" | "paused" | "ended";

export function standingOf({ pausedAt, endedAt }: LocalFacts): ClientStanding {
  if (endedAt !== undefined) return "ended";
  return pausedAt === undefined ? "active" : "paused";
}

/** As long as silence after a session takes to be noted: after a pause it is counted anew. */
const SETTLING_MS = 14 * 24 * 60 * 60_000;

/** Whether silence of this client would mean anything now. */
export function expectsAnswers(record: LocalFacts, now: number): boolean {
  const { resumedAt } = record;
  return standingOf(record) === "active" && (resumedAt === undefined || now - resumedAt > SETTLING_MS);
}

/** What the therapist may change of a client. Null takes it away. */
export type ClientChange = {
  readonly label?: string;
  /** The earlier invite of the same person. */
  readonly follows?: string;
  readonly language?: string | null;
  readonly pausedAt?: number | null;
  readonly resumedAt?: number | null;
  readonly endedAt?: number | null;
};

export function changeClient(record: ClientRecord, change: ClientChange): ClientRecord {
  const { pausedAt, resumedAt, endedAt, language, ...kept } = record;
  const local = { pausedAt, resumedAt, endedAt, language, ...change };
  const known = Object.entries(local).filter(([, value]) => value !== undefined && value !== null);
  return { ...kept, ...(Object.fromEntries(known) as LocalFacts) };
}

/** The change that brings these facts back. */
export function restoring({ pausedAt, resumedAt, endedAt }: LocalFacts): ClientChange {
  return { pausedAt: pausedAt ?? null, resumedAt: resumedAt ?? null, endedAt: endedAt ?? null };
}

/** The newest invite of each person: what a list of clients shows. In the order given. */
export function newestInvites(records: readonly ClientRecord[]): readonly ClientRecord[] {
  const followed = new Set(records.map(({ follows }) => follows));
  const newest = records.filter(({ client }) => !followed.has(client));
  const reached = new Set(newest.flatMap(({ client }) => [client, ...earlierInvites(records, client)]));
  // Invites that follow each other in a circle, from a list that somebody broke: shown rather than lost.
  return records.filter(({ client }) => !followed.has(client) || !reached.has(client));
}

/** Pseudonyms of a person's earlier invites, newest first. */
export function earlierInvites(records: readonly ClientRecord[], client: string): readonly string[] {
  const before = new Map(records.map((record) => [record.client, record.follows]));
  const found = new Set([client]);
  for (let at = before.get(client); at !== undefined && !found.has(at); at = before.get(at)) found.add(at);
  return [...found].slice(1);
}

/** All pseudonyms of the person whose newest one this is, newest first. */
export function pseudonymsOf(records: readonly ClientRecord[], client: string): readonly string[] {
  return [client, ...earlierInvites(records, client)];
}

/** For each earlier pseudonym the person's newest one. */
export function newestPseudonyms(records: readonly ClientRecord[]): ReadonlyMap<string, string> {
  const pairs = newestInvites(records).flatMap(({ client }) =>
    earlierInvites(records, client).map((earlier) => [earlier, client] as const),
  );
  // Two invites that follow the same one: the list has the newest invite first, and it counts.
  return new Map(pairs.toReversed());
}
