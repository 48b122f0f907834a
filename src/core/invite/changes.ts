/**
 * What an update changes against the invite that holds now, for the person to see before they agree. Whether it may be
 * accepted is decided in acceptance.ts. The rule that must not break: nothing a client would want to know is left out,
 * and what was not kept of the earlier invite (its rooms, its key to the place) is never called unchanged.
 */
import type { HeldInvite } from "./held-invite.ts";
import type { Invite } from "./invite.ts";

export type InviteChange =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "place"; readonly url: string }
  | { readonly kind: "mode"; readonly mode: Invite["mode"] }
  /** The therapist's own key, which stands first. */
  | { readonly kind: "newKey" }
  /** Somebody else can read who could not before, or is named for the first time; null where no name is given. */
  | { readonly kind: "newReader"; readonly practice: string | null }
  /** There are fewer readers than before. */
  | { readonly kind: "fewerReaders" }
  | { readonly kind: "questions"; readonly instrument: string }
  /** Other ones, or other words. */
  | { readonly kind: "newAddOns" | "addOnsGone" | "outside" }
  | { readonly kind: "newSites" | "sitesGone" | "dedicatedSites"; readonly hosts: readonly string[] }
  | { readonly kind: "rooms" }
  | { readonly kind: "takeBack"; readonly seconds: number | null }
  | { readonly kind: "shortestCall"; readonly seconds: number | null }
  | { readonly kind: "crisisLine"; readonly text: string | null };

export function listInviteChanges(before: HeldInvite, after: Invite): readonly InviteChange[] {
  return [
    ...(before.issuer.name === after.issuer.name ? [] : [{ kind: "name", name: after.issuer.name } as const]),
    ...placeChanges(before, after),
    ...readerChanges(before, after),
    ...(before.instrument === after.instrument && before.questions === after.questions
      ? []
      : [{ kind: "questions", instrument: after.instrument } as const]),
    ...addOnChanges(before, after),
    ...hostChanges("newSites", after.videoHosts, before.videoHosts),
    ...hostChanges("sitesGone", before.videoHosts, after.videoHosts),
    ...hostChanges("dedicatedSites", after.dedicatedHosts, before.dedicatedHosts),
    ...(after.rooms === undefined ? [] : [{ kind: "rooms" } as const]),
    ...settingChanges(before, after),
  ];
}

function placeChanges(before: HeldInvite, after: Invite): readonly InviteChange[] {
  const [here, there] = [before.endpoint, after.endpoint];
  const same = (["adapter", "profile", "url", "box"] as const).every((part) => here[part] === there[part]);
  return [
    ...(same ? [] : [{ kind: "place", url: there.url } as const]),
    ...(before.mode === after.mode ? [] : [{ kind: "mode", mode: after.mode } as const]),
  ];
}

function readerChanges(before: HeldInvite, after: Invite): readonly InviteChange[] {
  const [own, ...others] = after.recipients.map((recipient) => !before.recipients.includes(recipient));
  const { practice = null } = after;
  const isNamed = practice !== null && practice !== before.practice;
  const changes: readonly InviteChange[] = [
    ...(own ? [{ kind: "newKey" } as const] : []),
    ...(others.includes(true) || isNamed ? [{ kind: "newReader", practice } as const] : []),
  ];
  const isFewer = after.recipients.length < before.recipients.length;
  return isFewer ? [...changes, { kind: "fewerReaders" }] : changes;
}

function addOnChanges(before: HeldInvite, after: Invite): readonly InviteChange[] {
  const [was, is] = [before.addOns ?? [], after.addOns ?? []];
  const isSame = JSON.stringify(before.outside ?? null) === JSON.stringify(after.outside ?? null);
  return [
    ...(is.some((one) => !was.includes(one)) ? [{ kind: "newAddOns" } as const] : []),
    ...(is.length < was.length ? [{ kind: "addOnsGone" } as const] : []),
    ...(isSame ? [] : [{ kind: "outside" } as const]),
  ];
}

function hostChanges(
  kind: "newSites" | "sitesGone" | "dedicatedSites",
  hosts: readonly string[] = [],
  others: readonly string[] = [],
): readonly InviteChange[] {
  const only = hosts.filter((host) => !others.includes(host));
  return only.length > 0 ? [{ kind, hosts: only }] : [];
}

function settingChanges({ settings: before }: HeldInvite, { settings: after }: Invite): readonly InviteChange[] {
  const { takeBackSeconds = null, minimumLiveSeconds = null, crisisLine = null } = after;
  return [
    ...(takeBackSeconds === (before.takeBackSeconds ?? null)
      ? []
      : [{ kind: "takeBack", seconds: takeBackSeconds } as const]),
    ...(minimumLiveSeconds === (before.minimumLiveSeconds ?? null)
      ? []
      : [{ kind: "shortestCall", seconds: minimumLiveSeconds } as const]),
    ...(crisisLine === (before.crisisLine ?? null) ? [] : [{ kind: "crisisLine", text: crisisLine } as const]),
  ];
}
