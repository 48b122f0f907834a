import type { ClientRecord } from "../../protocol/therapist-records.ts";
import type { Inbox } from "./inbox.ts";

/**
 * Whether a client seals for the keys that read now. `current`: as invited, or seen since the last update. `sent`: an
 * update was made, and nothing that was sealed with it has come yet. `needed`: no such update, or it ran out unseen.
 * `elsewhere`: needed, but the client's invite was made on another computer.
 */
export type UpdateStanding = "current" | "sent" | "needed" | "elsewhere";

export interface UpdateFacts {
  /** Recipients that read now. */
  readonly present: readonly string[];
  readonly inbox: Pick<Inbox, "sealedFor"> | null;
  readonly now: number;
}

export function updateStandingOf(record: ClientRecord, { present, inbox, now }: UpdateFacts): UpdateStanding {
  const { recipients, client, to, update, expiresAt, invite, earlier = [] } = record;
  const fits = recipients.length === present.length && present.every((one) => recipients.includes(one));
  const needed = invite === null ? "elsewhere" : "needed";
  if (!fits) return needed;
  // A first invite that ran out unseen has its own words; only what was changed since can be missed.
  if (update === 1 || earlier.length === 0 || to === undefined) return "current";
  if (inbox?.sealedFor.has(`${client}|${to}`)) return "current";
  return now > expiresAt ? needed : "sent";
}
