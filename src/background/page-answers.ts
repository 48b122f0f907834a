import type { PageRequest } from "../protocol/page-request-parsers.ts";
import type { Ask, ConnectionTest, WaitingEnvelope } from "../protocol/page-requests.ts";
import type { CheckInDesk } from "./check-in-desk.ts";
import type { NoticedDesk } from "./noticed-desk.ts";
import type { PairingDesk } from "./pairing-desk.ts";
import type { RoomDesk } from "./room-desk.ts";
import type { SiteDesk } from "./site-desk.ts";

export interface PageAnswersDeps {
  readonly checkIns: CheckInDesk;
  readonly pairings: PairingDesk;
  readonly noticed: NoticedDesk;
  readonly sites: SiteDesk;
  readonly rooms: RoomDesk;
  readonly keepDraft: (checkInId: string, draft: Ask<"keepDraft">["draft"]) => Promise<void>;
  readonly confirmShown: (checkInId: string) => Promise<void>;
  readonly outbox: {
    readonly run: () => Promise<void>;
    readonly list: () => Promise<readonly WaitingEnvelope[]>;
    readonly takeBack: (id: string) => Promise<"takenBack" | "tooLate">;
    readonly retryNow: () => Promise<void>;
  };
  readonly testConnection: () => Promise<ConnectionTest>;
  readonly setOpenByItself: (on: boolean) => Promise<void>;
  /** What pages show has changed. */
  readonly changed: () => void;
}

/** The page door, one row per request. */
export function createPageAnswers({
  checkIns,
  pairings,
  sites,
  rooms,
  noticed,
  outbox,
  changed,
  ...deps
}: PageAnswersDeps) {
  return async (request: PageRequest): Promise<unknown> => {
    switch (request.kind) {
      case "openCheckIn":
        return checkIns.open();
      case "startCheckIn":
        return checkIns.start();
      case "checkInShown": {
        // Begun first: an answer may be on its way already.
        const noted = rooms.noteShown(request.ask.checkInId);
        await deps.confirmShown(request.ask.checkInId);
        await noted;
        return null;
      }
      case "keepDraft":
        await deps.keepDraft(request.ask.checkInId, request.ask.draft);
        return null;
      case "submitAnswers": {
        const kept = await checkIns.submit(request.ask);
        // Not waited for: the client sees "Saved" as soon as it is.
        void outbox.run();
        changed();
        return kept;
      }
      case "putOff":
        return checkIns.putOff(request.ask);
      case "answerRoom":
        await rooms.answer(request.ask);
        changed();
        return null;
      case "listRooms":
        return rooms.list();
      case "forgetRoom":
        await rooms.forget(request.ask);
        changed();
        return null;
      case "forgetQuietSite":
        await rooms.askAgainOn(request.ask);
        changed();
        return null;
      case "takeBack": {
        const outcome = await outbox.takeBack(request.ask.id);
        changed();
        return outcome;
      }
      case "readSetup":
        return pairings.read();
      case "listWaiting":
        return outbox.list();
      case "retryNow":
        await outbox.retryNow();
        await outbox.run();
        return null;
      case "testConnection":
        return deps.testConnection();
      case "acceptInvite":
        return pairings.accept(request.ask);
      case "listSites":
        return sites.list();
      case "addSites":
        return sites.add(request.ask);
      case "removeSite":
        return sites.remove(request.ask);
      case "setOpenByItself":
        await deps.setOpenByItself(request.ask.on);
        changed();
        return null;
      case "readLog":
        return noticed.read();
      case "readStory":
        return noticed.readStory(request.ask);
      case "clearLog":
        await noticed.clear();
        changed();
        return null;
      case "readUse":
        return noticed.readUse();
      case "answerUse":
        return noticed.answerUse(request.ask);
      case "leave":
        return pairings.leave(request.ask);
    }
  };
}
