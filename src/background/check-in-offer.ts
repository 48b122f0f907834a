import type { SessionId } from "../core/session/events.ts";
import type { Showing } from "../core/session/recorded-outcomes.ts";
import type { BackgroundNews } from "../protocol/background-news.ts";

export interface CheckInOfferDeps {
  /** True is a promise only: the page says when it is shown. */
  readonly openPopup: () => Promise<boolean>;
  readonly openWindow: () => Promise<boolean>;
  /** False where notifications were not allowed. */
  readonly notify: () => Promise<boolean>;
  readonly openByItself: () => Promise<boolean>;
  /** Still on offer? A call may have begun while a window was opening. */
  readonly isOffered: (session: SessionId) => Promise<boolean>;
  readonly tellPages: (news: BackgroundNews) => Promise<void>;
  readonly onNotShown: (session: SessionId) => Promise<void>;
  /** How it came to the client's eyes, for the log. */
  readonly note: (session: SessionId, how: Showing) => Promise<void>;
  readonly after: (ms: number) => Promise<void>;
}

/** Neither browser's promise can be trusted (Firefox resolves without opening); a page that draws says so well within. */
export const SHOWN_WITHIN_MS = 1_500;

/**
 * Brings a check-in to the client's eyes: popup, else a small window, else a notification, else the badge waits. The
 * check-in is written down and the badge set before any of this begins, so stopping anywhere loses nothing.
 */
export function createCheckInOffer(deps: CheckInOfferDeps) {
  const shown = new Set<SessionId>();

  async function appears(session: SessionId, open: () => Promise<boolean>): Promise<boolean> {
    if (!(await deps.isOffered(session)) || !(await open())) return false;
    for (let waitedMs = 0; waitedMs < SHOWN_WITHIN_MS && !shown.has(session); waitedMs += 100) await deps.after(100);
    return shown.has(session);
  }

  return {
    async offer(session: SessionId): Promise<void> {
      shown.delete(session);
      const mayOpen = await deps.openByItself();
      if (mayOpen) {
        if (await appears(session, deps.openPopup)) return deps.note(session, "popup");
        if (await appears(session, deps.openWindow)) return deps.note(session, "window");
      }
      if (!(await deps.isOffered(session))) {
        // Nothing is on the screen, nor may a page that comes late stay there.
        await deps.tellPages({ kind: "checkInWithdrawn", checkInId: session });
        return deps.onNotShown(session);
      }
      await deps.note(session, mayOpen ? "refused" : "badgeChosen");
      await deps.notify();
      await deps.onNotShown(session);
    },
    /** The page says that it has drawn this check-in. */
    confirmShown(session: SessionId): void {
      shown.add(session);
    },
    async withdraw(session: SessionId): Promise<void> {
      shown.delete(session);
      await deps.tellPages({ kind: "checkInWithdrawn", checkInId: session });
    },
  };
}
export type CheckInOffer = ReturnType<typeof createCheckInOffer>;
