/**
 * Which part of the key to a place is one client's own, and the endpoint of that client's invite once it is known. What a key
 * may be is judged in endpoint-checks.ts and credential.ts. The rule that must not break: where a kind of place knows a key
 * of each client, a client is never given what belongs to another.
 */
import type { InviteEndpoint } from "./endpoint.ts";

/** What a client has of their own; "" is not given. */
export interface OwnKey {
  /** A link, path or deployment of this client alone, where the address is the key. */
  readonly url: string;
  /** Name for HTTP Basic. */
  readonly user: string;
  readonly token: string;
}
export const NOTHING_OF_THEIR_OWN: OwnKey = { url: "", user: "", token: "" };

/** What is asked for with an invite, by what the place keeps for all. */
export interface OwnKeyNeeds {
  readonly url: "optional" | "never";
  readonly user: "optional" | "never";
  readonly token: "needed" | "optional" | "never";
}

/** Kinds that let nobody in without a key. */
const LOCKED: ReadonlySet<InviteEndpoint["profile"]> = new Set([
  "mailbox",
  "couchdb",
  "azure-sas",
  "apps-script",
  "postgrest",
]);
/** A share, a path or a deployment for each client is how one of them can be stopped alone. */
const ADDRESS_IS_KEY: ReadonlySet<InviteEndpoint["profile"]> = new Set(["nextcloud-drop", "generic", "apps-script"]);
/** Servers that know their clients by name. */
const BY_NAME: ReadonlySet<InviteEndpoint["profile"]> = new Set(["webdav", "couchdb"]);

export function ownKeyNeedsOf({ profile, token }: InviteEndpoint): OwnKeyNeeds {
  if (profile === "file") return { url: "never", user: "never", token: "never" };
  return {
    url: ADDRESS_IS_KEY.has(profile) ? "optional" : "never",
    user: BY_NAME.has(profile) ? "optional" : "never",
    token: LOCKED.has(profile) && token === "" ? "needed" : "optional",
  };
}

/** The endpoint of one client's invite: what is their own stands in the place of what all have. */
export function withOwnKey(shared: InviteEndpoint, { url, user, token }: OwnKey): InviteEndpoint {
  const own = { ...shared, ...(url !== "" && { url }), ...(token !== "" && { token }) };
  if (own.adapter !== "put" || (user === "" && token === "")) return own;
  const { user: of, ...rest } = own;
  // A token of their own without a name is a bearer token, unless the server knows everybody by one name.
  const name = user !== "" ? user : BY_NAME.has(own.profile) ? undefined : of;
  return name === undefined ? rest : { ...rest, user: name };
}
