import { type HostRules, isVideoHost } from "../../core/invite/hosts.ts";
import { typedHost } from "../../core/invite/typed-host.ts";
import { findPlatform } from "../../platforms/index.ts";
import { addressNeedOf, fitsPlatform, hostsFor, hostsWith, practiceHost } from "../../platforms/origins.ts";
import type { Platform } from "../../platforms/platform.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { isByHand, OTHER } from "./site-options.ts";

/** What a person has searched, chosen and typed so far. */
export interface Picking {
  readonly search: string;
  /** Id of a service, `otherAddress`, or one of those that no tab shows. */
  readonly chosen: string | null;
  readonly address: string;
}
export const NOTHING_PICKED: Picking = { search: "", chosen: null, address: "" };

/** A place to meet, ready to be asked for. */
export interface PickedSite {
  readonly platform: string | null;
  readonly hosts: readonly string[];
}

export interface PickingFault {
  readonly key: MessageKey;
  readonly beside: "list" | "address";
}

export type PickingReading =
  | { readonly kind: "site"; readonly site: PickedSite }
  /** Nothing to ask for: the check-in is opened by hand. */
  | { readonly kind: "byHand" }
  | { readonly kind: "fault"; readonly fault: PickingFault };

/** A link that was pasted into the search is the address, where the choice takes one and it can be its. */
export function choose({ search }: Picking, chosen: string): Picking {
  const platform = findPlatform(chosen);
  const host = typedHost(search);
  const takesIt =
    platform === null ? chosen === OTHER : addressNeedOf(platform) !== "none" && fitsPlatform(platform, host);
  return { search, chosen, address: takesIt && host.includes(".") ? search.trim() : "" };
}

export function readPicking({ chosen, address }: Picking, rules: HostRules): PickingReading {
  if (chosen === null) return fault("controlSiteFaultNone", "list");
  if (isByHand(chosen)) return { kind: "byHand" };
  const platform = findPlatform(chosen);
  const typed = typedHost(address);
  if (typed === "") return withoutAddress(platform);
  const host = platform === null ? typed : practiceHost(platform, typed);
  if (!isVideoHost(host, rules)) return fault("controlSiteFaultShape", "address");
  if (platform === null) return site(null, hostsWith(host));
  if (!fitsPlatform(platform, host)) return fault("controlSiteFaultOther", "address");
  return site(platform, hostsFor(platform, host));
}

function withoutAddress(platform: Platform | null): PickingReading {
  if (platform === null || addressNeedOf(platform) === "needed") return fault("controlSiteFaultAddress", "address");
  return site(platform, hostsFor(platform, null));
}

function site(platform: Platform | null, hosts: readonly string[]): PickingReading {
  return { kind: "site", site: { platform: platform?.id ?? null, hosts } };
}

function fault(key: MessageKey, beside: PickingFault["beside"]): PickingReading {
  return { kind: "fault", fault: { key, beside } };
}
