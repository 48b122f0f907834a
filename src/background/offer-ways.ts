import type { RoomKey, SessionId } from "../core/session/events.ts";
import type { OfferEffect } from "../core/session/offers.ts";
import type { RoomVerdict } from "../core/session/room-book.ts";

export interface OfferWaysDeps {
  readonly isPaused: () => Promise<boolean>;
  /** For the log: nothing opened, since check-ins are paused. */
  readonly notePaused: (session: SessionId) => Promise<unknown>;
  /** Not asked about, and still a session. */
  readonly skip: (session: SessionId) => Promise<unknown>;
  readonly judge: (room: RoomKey) => Promise<RoomVerdict>;
  readonly openWindow: (session: SessionId) => Promise<unknown>;
  /** Leaves it to the badge. */
  readonly keepInBadge: (session: SessionId) => Promise<unknown>;
  /** For the log: nothing opened, and that was meant. */
  readonly noteQuiet: (session: SessionId) => Promise<unknown>;
  /** Nobody is asked about it. */
  readonly strike: (session: SessionId) => Promise<unknown>;
}

type Offer = Extract<OfferEffect, { kind: "offer" }>;

/** Brings up what the session machine offers, as far as what is remembered of its room lets it. */
export async function bringUp({ session, room, via }: Offer, deps: OfferWaysDeps): Promise<void> {
  const verdict = await deps.judge(room);
  if (verdict !== "silent" && (await deps.isPaused())) {
    await deps.notePaused(session);
    await deps.skip(session);
    return;
  }
  switch (verdict) {
    case "silent":
      // Ruled out while its call was going on.
      await deps.noteQuiet(session);
      await deps.strike(session);
      return;
    case "askQuietly":
      if (via === "badge") return;
      await deps.noteQuiet(session);
      await deps.keepInBadge(session);
      return;
    case "counts":
    case "ask":
      return via === "badge" ? undefined : void (await deps.openWindow(session));
  }
}
