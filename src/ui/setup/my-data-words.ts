import type { DataKind } from "../../protocol/my-data.ts";
import type { MessageKey } from "../../protocol/strings.ts";

export interface KindWords {
  readonly name: MessageKey;
  readonly help: MessageKey | null;
  readonly question: MessageKey;
  /** Id of the title of the card that shows each of them; null where nothing does. */
  readonly shownAt: string | null;
}

/** In the order in which they stand on the page: what can still be lost comes first. */
export const KIND_WORDS: Readonly<Record<DataKind, KindWords>> = {
  waiting: {
    name: "setupDataWaiting",
    help: null,
    question: "setupDataAskWaiting",
    shownAt: "waiting-title",
  },
  open: { name: "setupDataOpen", help: "setupDataOpenHelp", question: "setupDataAskOpen", shownAt: null },
  sent: { name: "setupDataSent", help: "setupDataSentHelp", question: "setupDataAskSent", shownAt: "waiting-title" },
  rooms: { name: "setupDataRooms", help: null, question: "setupDataAsk", shownAt: "rooms-title" },
  sites: { name: "setupDataSites", help: null, question: "setupDataAskSites", shownAt: "sites-title" },
  log: { name: "setupDataLog", help: null, question: "setupDataAsk", shownAt: "noticed-title" },
  consents: { name: "setupDataConsents", help: "setupDataConsentsHelp", question: "setupDataAsk", shownAt: null },
  choices: { name: "setupDataChoices", help: "setupDataChoicesHelp", question: "setupDataAsk", shownAt: null },
};
