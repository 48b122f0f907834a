import { checkEndpoint } from "../../core/invite/endpoint-checks.ts";
import type { HostRules } from "../../core/invite/hosts.ts";
import { type OwnKey, withOwnKey } from "../../core/invite/own-key.ts";
import type { Place } from "../../protocol/place.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { fullAddress } from "./given-text.ts";
import { faultsOfSending } from "./place-faults.ts";
import { tidyAddress } from "./tidy-address.ts";

export type OwnKeyFaults = Partial<Readonly<Record<keyof OwnKey, MessageKey>>>;
export type OwnKeyReading =
  | { readonly kind: "own"; readonly own: OwnKey }
  | { readonly kind: "faults"; readonly faults: OwnKeyFaults };

/** What one client gets of their own, judged as part of the endpoint that the invite will name. */
export function readOwnKey(typed: OwnKey, { endpoint, mode }: Place, rules: HostRules): OwnKeyReading {
  const url = tidyAddress(fullAddress(typed.url), endpoint.profile);
  const own = { url, user: typed.user.trim(), token: typed.token.trim() };
  const whole = withOwnKey(endpoint, own);
  if (checkEndpoint({ endpoint: whole, mode, settings: {} }, rules) === null) return { kind: "own", own };
  const { url: address, user, token } = faultsOfSending(whole, mode, false, rules);
  const faults = { ...(address && { url: address }), ...(user && { user }), ...(token && { token }) };
  return { kind: "faults", faults: Object.keys(faults).length > 0 ? faults : { token: "therapistFaultToken" } };
}
