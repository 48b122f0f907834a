/**
 * What the therapist marks and notes about a client on the overview, as the vault keeps it: what was talked about, what was
 * looked at, whom the client comes with, and notes. It stays on the therapist's computer; no envelope has a place for it.
 */
import { isRecord } from "./json.ts";

/** Id of a response → instant. */
export type Instants = Readonly<Record<string, number>>;

export interface ClientMarks {
  /** Talked about with the client; an id with `/silence` is the note that no answer came since. */
  readonly talked: Instants;
  /** The answers came into view. */
  readonly shown: Instants;
  /** Clients with the same one share their sessions; "" for nobody else. */
  readonly group: string;
}
export const NO_MARKS: ClientMarks = { talked: {}, shown: {}, group: "" };

export interface ClientNotes {
  readonly text: string;
  readonly savedAt: number;
}
export const NO_NOTES: ClientNotes = { text: "", savedAt: 0 };

export const MARKS = "marks/";
export const NOTES = "notes/";
export const OVERVIEW_SETTINGS = "overview/settings";
export const GROUP_LENGTH = 60;
/** Two pages of writing. */
export const NOTES_LENGTH = 8_000;

export function parseMarks(input: unknown): ClientMarks {
  if (!isRecord(input)) return NO_MARKS;
  const { talked, shown, group } = input;
  const name = typeof group === "string" ? group.slice(0, GROUP_LENGTH) : "";
  return { talked: parseInstants(talked), shown: parseInstants(shown), group: name };
}

export function parseNotes(input: unknown): ClientNotes {
  if (!isRecord(input)) return NO_NOTES;
  const { text, savedAt } = input;
  return typeof text === "string" && typeof savedAt === "number" ? { text, savedAt } : NO_NOTES;
}

/** Whether new answers stay covered until the therapist has guessed; yes, as long as nobody said otherwise. */
export function parseGuessFirst(input: unknown): boolean {
  return !isRecord(input) || input.guessFirst !== false;
}

function parseInstants(input: unknown): Instants {
  if (!isRecord(input)) return {};
  return Object.fromEntries(
    Object.entries(input).filter((entry): entry is [string, number] => Number.isFinite(entry[1])),
  );
}
