/**
 * The invite that holds now, as a page may know it. The rule that must not break: nothing in it opens a door, and no room
 * is named.
 */
import type { Invite } from "./invite.ts";

export type HeldInvite = Omit<Invite, "secret" | "rooms" | "endpoint"> & {
  readonly endpoint: Pick<Invite["endpoint"], "adapter" | "profile" | "url" | "box">;
};

export function withoutSecrets(invite: Invite): HeldInvite {
  const { secret: _, rooms: _rooms, endpoint, ...rest } = invite;
  const { adapter, profile, url, box } = endpoint;
  return { ...rest, endpoint: { adapter, profile, url, box } };
}
