import { type ClientStanding, standingOf } from "../../protocol/client-standing.ts";
import type { Place } from "../../protocol/place.ts";
import type { ClientRecord } from "../../protocol/therapist-records.ts";
import type { UpdateStanding } from "./update-standing.ts";

/** One client as the list has it. */
export interface ClientLine {
  readonly record: ClientRecord;
  /** When the newest session with an answer was; null before the first. */
  readonly latestAt: number | null;
  readonly update: UpdateStanding;
  /** The place the client has not been told of yet; null where it is the one they know. */
  readonly movesTo: Place | null;
}

export const SHOWN = ["present", "paused", "ended", "update"] as const;
/** `present`: all but those whose therapy has ended. `update`: those who do not seal for the present keys. */
export type Shown = (typeof SHOWN)[number];
export const ORDERS = ["invited", "name", "answer"] as const;
export type Order = (typeof ORDERS)[number];

export interface Choice {
  readonly search: string;
  readonly shown: Shown;
  readonly order: Order;
}
export const EVERYBODY: Choice = { search: "", shown: "present", order: "invited" };

/** The clients that are wanted, in the order that is wanted. `language` is that of the page, for names. */
export function chooseLines(lines: readonly ClientLine[], choice: Choice, language: string): readonly ClientLine[] {
  const wanted = plain(choice.search);
  const chosen = lines.filter(
    ({ record, update }) =>
      isShown(choice.shown, standingOf(record), update) && plain(`${record.label} ${record.client}`).includes(wanted),
  );
  const byName = new Intl.Collator(language, { numeric: true, sensitivity: "base" });
  switch (choice.order) {
    case "invited":
      return chosen.toSorted((a, b) => b.record.invitedAt - a.record.invitedAt);
    case "name":
      return chosen.toSorted((a, b) => byName.compare(a.record.label, b.record.label));
    case "answer":
      return chosen.toSorted((a, b) => (b.latestAt ?? 0) - (a.latestAt ?? 0));
  }
}

function isShown(shown: Shown, standing: ClientStanding, update: UpdateStanding): boolean {
  switch (shown) {
    case "present":
      return standing !== "ended";
    case "paused":
    case "ended":
      return standing === shown;
    case "update":
      return standing !== "ended" && update !== "current";
  }
}

/** Who looks for Zoe finds Zoë. */
function plain(text: string): string {
  return text.trim().normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}
