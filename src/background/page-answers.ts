import type { PageRequest } from "../protocol/page-request-parsers.ts";
import type { Ask, ConnectionTest, StorageHealth } from "../protocol/page-requests.ts";
import type { CheckInDesk } from "./check-in-desk.ts";
import type { InboxWatch } from "./inbox-watch.ts";
import type { NoticedDesk } from "./noticed-desk.ts";
import type { OutboxDesk } from "./outbox-desk.ts";
import type { OwnViewDesk } from "./own-view-desk.ts";
import type { PairingDesk } from "./pairing-desk.ts";
import type { PauseDesk } from "./pause-desk.ts";
import type { RoomDesk } from "./room-desk.ts";
import type { SiteDesk } from "./site-desk.ts";

export interface PageAnswersDeps {
  readonly checkIns: CheckInDesk;
  readonly pairings: PairingDesk;
  readonly noticed: NoticedDesk;
  readonly sites: SiteDesk;
  readonly ownViews: OwnViewDesk;
  readonly rooms: RoomDesk;
  readonly keepDraft: (checkInId: string, draft: Ask<"keepDraft">["draft"]) => Promise<void>;
  readonly confirmShown: (checkInId: string) => Promise<void>;
  readonly inbox: InboxWatch;
  readonly outbox: OutboxDesk;
  readonly runOutbox: () => Promise<void>;
  readonly readHealth: () => Promise<StorageHealth>;
  readonly testConnection: () => Promise<ConnectionTest>;
  readonly language: { readonly read: () => Promise<string>; readonly write: (language: string) => Promise<void> };
  readonly setOpenByItself: (on: boolean) => Promise<void>;
  readonly setPaused: PauseDesk["set"];
  readonly setCountry: (country: string) => Promise<void>;
  readonly eraseAll: () => Promise<void>;
  /** What pages show has changed. */
  readonly changed: () => void;
}

/** The page door, one row per request. */
export function createPageAnswers({
  checkIns,
  pairings,
  sites,
  ownViews,
  rooms,
  noticed,
  outbox,
  changed,
  ...deps
}: PageAnswersDeps) {
  /** Other pages are to look again, once it is done. */
  async function told<T>(doing: Promise<T>): Promise<T> {
    const answer = await doing;
    changed();
    return answer;
  }
  return async (request: PageRequest): Promise<unknown> => {
    switch (request.kind) {
      case "readInboxCheck":
        return deps.inbox.read();
      case "setInboxCheck":
        return deps.inbox.set(request.ask);
      case "markInboxSeen":
        return deps.inbox.markSeen();
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
        void deps.runOutbox();
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
      case "takeBack":
        return told(outbox.takeBack(request.ask));
      case "readSetup":
        return pairings.read();
      case "listWaiting":
        return outbox.list();
      case "retryNow":
        return outbox.retryNow();
      case "release":
        return outbox.release(request.ask);
      case "withdraw":
        return told(outbox.withdraw(request.ask));
      case "readSealed":
        return outbox.readSealed(request.ask);
      case "handedOver":
        return told(outbox.handedOver(request.ask));
      case "sendAgainSince":
        return told(outbox.sendAgainSince(request.ask));
      case "readOutbox":
        return outbox.read();
      case "setSending":
        return told(outbox.setSending(request.ask));
      case "readHealth":
        return deps.readHealth();
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
      case "readOwnView":
        return ownViews.read();
      case "addOwnViewSite":
        return ownViews.add(request.ask);
      case "removeOwnViewSite":
        return ownViews.remove(request.ask);
      case "openOwnView":
        return ownViews.open();
      case "readLanguage":
        return deps.language.read();
      case "setLanguage":
        await told(deps.language.write(request.ask.language));
        return null;
      case "setOpenByItself":
        await deps.setOpenByItself(request.ask.on);
        changed();
        return null;
      case "setPaused":
        return told(deps.setPaused(request.ask));
      case "setCountry":
        await deps.setCountry(request.ask.country);
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
      case "eraseAll":
        await told(deps.eraseAll());
        return null;
      case "leave":
        return pairings.leave(request.ask);
    }
  };
}
