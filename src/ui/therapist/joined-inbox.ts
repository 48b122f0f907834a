import { newestPseudonyms } from "../../protocol/client-standing.ts";
import type { ClientRecord } from "../../protocol/therapist-records.ts";
import type { Inbox } from "./inbox.ts";

/**
 * What a person sent under earlier invites, joined to the newest: one history. Numbers that are missing are still counted
 * within each invite, since each counts for itself.
 */
export function joinInvites(inbox: Inbox, clients: readonly ClientRecord[]): Inbox {
  const newest = newestPseudonyms(clients);
  if (newest.size === 0) return inbox;
  const now = <One extends { readonly client: string | null }>(one: One): One => {
    const client = one.client === null ? undefined : newest.get(one.client);
    return client === undefined ? one : { ...one, client };
  };
  const { responses, setAside, gaps, sameNumber } = inbox;
  return {
    ...inbox,
    responses: responses.map(now),
    setAside: setAside.map(now),
    gaps: gaps.map(now),
    sameNumber: sameNumber.map(now),
  };
}
