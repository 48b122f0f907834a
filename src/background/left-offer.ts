import type { SessionId } from "../core/session/events.ts";
import type { Timings } from "../core/session/timings.ts";
import type { EndedSession, World } from "../core/session/world.ts";
import { SHOWN_WITHIN_MS } from "./check-in-offer.ts";

export interface LeftOfferDeps {
  readonly world: () => Promise<World>;
  readonly isOnScreen: (session: SessionId) => boolean;
  /** A page has asked for it since the browser started. */
  readonly wasOpened: (session: SessionId) => Promise<boolean>;
  readonly offerAgain: (session: EndedSession) => Promise<unknown>;
  /** Leaves it to the badge. */
  readonly keepInBadge: (session: SessionId) => Promise<unknown>;
  readonly after: (ms: number) => Promise<void>;
  readonly now: () => number;
  readonly timings: () => Promise<Timings>;
}

/**
 * What an earlier run of the background has left on offer. Stopped between writing the offer down and its window, the window
 * is still to come; stopped while the window went, nobody has told that it is gone, and no other could open.
 */
export async function takeUpLeftOffer(session: SessionId, deps: LeftOfferDeps): Promise<void> {
  // A page that is there says so well within that time, one that is being drawn has asked for its check-in.
  await deps.after(SHOWN_WITHIN_MS);
  const { open, sessions } = await deps.world();
  if (open !== session || deps.isOnScreen(session)) return;
  const ended = sessions.find(({ id }) => id === session);
  const { popupWithinMs } = await deps.timings();
  const isFresh = ended !== undefined && deps.now() - ended.endedAt <= popupWithinMs;
  await (isFresh && !(await deps.wasOpened(session)) ? deps.offerAgain(ended) : deps.keepInBadge(session));
}
