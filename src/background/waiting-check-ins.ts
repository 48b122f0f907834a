import type { SessionId } from "../core/session/events.ts";
import { isAnyCallNear, sessionAtHand } from "../core/session/offers.ts";
import type { EndedSession, World } from "../core/session/world.ts";
import type { Translate } from "../protocol/strings.ts";
import type { DueCheckIn } from "./check-in-desk.ts";

function waitingOf({ sessions }: World): readonly EndedSession[] {
  return sessions.filter(({ offer }) => offer === "due" || offer === "open" || offer === "badge");
}

/** The check-in to show: the one on offer, else the one that waits longest. */
export function dueCheckInOf(world: World): DueCheckIn | null {
  const waiting = waitingOf(world);
  const shown = waiting.find(({ id }) => id === world.open) ?? waiting[0];
  return shown ? { session: shown.id, endedAt: shown.endedAt, behind: waiting.length - 1 } : null;
}

/** Of a check-in opened by hand: for the session that goes on, is in doubt, or ended unanswered. */
export function atHandOf(world: World): DueCheckIn | null {
  const id = sessionAtHand(world);
  const ended = world.sessions.find((one) => one.id === id);
  if (ended !== undefined) return { session: ended.id, endedAt: ended.endedAt, behind: waitingOf(world).length - 1 };
  return id === null ? null : { session: id, endedAt: null, behind: waitingOf(world).length };
}

/** A call may have begun while a window was opening: media that flows is enough, it need not count yet. */
export function isOffered(world: World, session: SessionId): boolean {
  return world.open === session && !isAnyCallNear(world);
}

/** No number: how many answers came is nobody else's business. */
const INBOX_MARK = "•";

export interface BadgeWords {
  readonly text: string;
  readonly title: string;
}

/** The client's own check-in first; a mark without a number for the therapist's inbox, where that is looked at here. */
export function badgeOf(world: World, t: Translate, isInboxNew = false): BadgeWords {
  const count = waitingOf(world).length;
  if (count > 0) return { text: String(count), title: t("badgeWaiting") };
  return isInboxNew ? { text: INBOX_MARK, title: t("badgeInbox") } : { text: "", title: t("actionTitle") };
}
