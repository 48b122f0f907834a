import type { Place } from "../../protocol/place.ts";
import type { ClientRecord } from "../../protocol/therapist-records.ts";
import type { Inbox } from "./inbox.ts";
import { sendsElsewhere } from "./place-actions.ts";

/**
 * Whether a client seals for the keys that read now, and sends to the present place. `current`: as invited, or seen since the last update. `sent`: an
 * update was made, and nothing that was sealed with it has come yet. `needed`: no such update, or it ran out unseen.
 * `elsewhere`: needed, but the client's invite was made on another computer.
 */
export type UpdateStanding = "current" | "sent" | "needed" | "elsewhere";

export interface UpdateFacts {
  /** Recipients that read now. */
  readonly present: readonly string[];
  /** Where clients are to send now. */
  readonly place: Place | null;
  readonly inbox: Pick<Inbox, "sealedFor" | "responses"> | null;
  readonly now: number;
}

export function updateStandingOf(record: ClientRecord, { present, place, inbox, now }: UpdateFacts): UpdateStanding {
  const { recipients, client, to, update, expiresAt, invite, movedAt, earlier = [] } = record;
  const reads = recipients.length === present.length && present.every((one) => recipients.includes(one));
  const needed = invite === null ? "elsewhere" : "needed";
  if (!reads || sendsElsewhere(record, place)) return needed;
  // A first invite that ran out unseen has its own words; only what was changed since can be missed.
  if (update === 1 || earlier.length === 0 || to === undefined) return "current";
  if (movedAt === undefined ? inbox?.sealedFor.has(`${client}|${to}`) : hasComeSince(movedAt)) return "current";
  return now > expiresAt ? needed : "sent";

  /** Only the new place is looked into: what was given after the update and came from there was sent with it. */
  function hasComeSince(at: number): boolean {
    return inbox?.responses.some((one) => one.client === client && one.at > at && hasKeys()) ?? false;
  }

  function hasKeys(): boolean {
    return inbox?.sealedFor.has(`${client}|${to}`) ?? false;
  }
}
