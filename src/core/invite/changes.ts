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
  /** Somebody can read who could not before. */
  | { readonly kind: "newReader"; readonly practice: string | null }
  /** A reader is gone, and nobody new can read. */
  | { readonly kind: "fewerReaders" }
  | { readonly kind: "questions"; readonly instrument: string }
  | { readonly kind: "newSites" | "sitesGone" | "dedicatedSites"; readonly hosts: readonly string[] }
  | { readonly kind: "rooms" }
  | { readonly kind: "takeBack"; readonly seconds: number | null }
  | { readonly kind: "shortestCall"; readonly seconds: number | null };

export function listInviteChanges(before: HeldInvite, after: Invite): readonly InviteChange[] {
  return [
    ...(before.issuer.name === after.issuer.name ? [] : [{ kind: "name", name: after.issuer.name } as const]),
    ...placeChanges(before, after),
    ...readerChanges(before, after),
    ...(before.instrument === after.instrument ? [] : [{ kind: "questions", instrument: after.instrument } as const]),
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
  const { practice = null } = after;
  const isNew = after.recipients.some((recipient) => !before.recipients.includes(recipient));
  if (isNew || (practice !== null && practice !== before.practice)) return [{ kind: "newReader", practice }];
  const isGone = before.recipients.some((recipient) => !after.recipients.includes(recipient));
  return isGone ? [{ kind: "fewerReaders" }] : [];
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
  const { takeBackSeconds = null, minimumLiveSeconds = null } = after;
  return [
    ...(takeBackSeconds === (before.takeBackSeconds ?? null)
      ? []
      : [{ kind: "takeBack", seconds: takeBackSeconds } as const]),
    ...(minimumLiveSeconds === (before.minimumLiveSeconds ?? null)
      ? []
      : [{ kind: "shortestCall", seconds: minimumLiveSeconds } as const]),
  ];
}
