/**
 * Whether a letter that comes twice lies there once, as far as the kind of place alone tells. The rule that must not break:
 * it is said only where one name is one object.
 */
import type { InviteEndpoint } from "../invite/endpoint.ts";

/** A PUT to one name is one object; a file drop makes a second copy, and what a webhook does nobody can tell. */
export function keepsOnce({ adapter, profile }: InviteEndpoint): boolean {
  return adapter === "put" && profile !== "nextcloud-drop";
}
