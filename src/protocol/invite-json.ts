/**
 * The JSON inside an invite, written and read. Its types are checked here; whether hosts, keys and bounds are right is
 * judged by core/invite. The rule that must not break: fields unknown to this version are passed over, fields of this
 * version that are wrong never are.
 */
import type { InviteRefusal } from "../core/invite/checks.ts";
import type { InviteEndpoint } from "../core/invite/endpoint.ts";
import type { Invite, InviteSettings } from "../core/invite/invite.ts";
import { isRecord, isTextList, type JsonRecord } from "./json.ts";

/** Unpacked, so that a small text cannot become a large one. */
export const MAX_INVITE_JSON_BYTES = 8 * 1024;

/** The keys are short because every one of them is in every link and every square code. */
export function inviteToJson(invite: Invite): JsonRecord {
  const { adapter, profile, url, box, token } = invite.endpoint;
  const settings = settingsToJson(invite.settings);
  return {
    v: 1,
    t: "invite",
    n: invite.update,
    iss: { n: invite.issuer.name, k: invite.issuer.key },
    to: invite.recipients,
    ...(invite.practice !== undefined && { pr: invite.practice }),
    ep: { a: adapter, p: profile, u: url, b: box, t: token },
    c: invite.client,
    s: invite.secret,
    q: invite.instrument,
    m: invite.mode,
    exp: Math.floor(invite.expiresAt / 1000),
    h: invite.videoHosts,
    ...(has(invite.dedicatedHosts) && { d: invite.dedicatedHosts }),
    ...(has(invite.rooms) && { r: invite.rooms }),
    ...(Object.keys(settings).length > 0 && { set: settings }),
  };
}

/** `min`: shortest call, `back`: take-back time, `re`: timings of a rehearsal; all in seconds. */
function settingsToJson({ minimumLiveSeconds, takeBackSeconds, rehearsal }: InviteSettings): JsonRecord {
  return {
    ...(minimumLiveSeconds !== undefined && { min: minimumLiveSeconds }),
    ...(takeBackSeconds !== undefined && { back: takeBackSeconds }),
    ...(rehearsal !== undefined && { re: rehearsal }),
  };
}

function has(list: readonly string[] | undefined): list is readonly string[] {
  return list !== undefined && list.length > 0;
}

export type ParsedInvite =
  | { readonly kind: "invite"; readonly invite: Invite }
  | { readonly kind: "refused"; readonly reason: InviteRefusal };

export function parseInviteJson(input: unknown): ParsedInvite {
  if (!isRecord(input)) return refused("damaged");
  const { v, t, n, iss, to, pr, ep, c, s, q, m, exp, h, d, r, set } = input;
  if (v !== 1) return refused(typeof v === "number" && v > 1 ? "newerVersion" : "notUnderstood");
  if (t !== "invite" || !isRecord(iss) || !isRecord(ep)) return refused("notUnderstood");
  if (ep.a !== "put" || ep.p !== "mailbox") return refused("endpointUnknown");
  if (!isTextList(to)) return refused("badRecipient");
  if (!isTextList(h)) return refused("noVideoSite");
  if (d !== undefined && !isTextList(d)) return refused("badVideoSite");
  if (r !== undefined && !isTextList(r)) return refused("badRoom");
  const endpoint = parseEndpoint(ep);
  const settings = parseSettings(set);
  const mode: Invite["mode"] | null = m === "sealed" || m === "plain" ? m : null;
  if (endpoint === null || settings === null || mode === null) return refused("notUnderstood");
  if (typeof iss.n !== "string" || typeof iss.k !== "string" || typeof n !== "number") return refused("notUnderstood");
  if (typeof c !== "string" || typeof s !== "string" || typeof q !== "string") return refused("notUnderstood");
  if (pr !== undefined && typeof pr !== "string") return refused("notUnderstood");
  if (typeof exp !== "number" || !Number.isInteger(exp)) return refused("notUnderstood");
  const issuer = { name: iss.n, key: iss.k };
  const readers = { recipients: [...to], ...(pr !== undefined && { practice: pr }) };
  const facts = { update: n, issuer, ...readers, endpoint, client: c, secret: s, instrument: q, mode };
  const sites = { videoHosts: [...h], ...(has(d) && { dedicatedHosts: [...d] }), ...(has(r) && { rooms: [...r] }) };
  return { kind: "invite", invite: { ...facts, expiresAt: exp * 1000, ...sites, settings } };
}

/** Who says to have signed it; needed before anything else of the invite is looked at. */
export function issuerKeyOf(input: unknown): string | null {
  return isRecord(input) && isRecord(input.iss) && typeof input.iss.k === "string" ? input.iss.k : null;
}

function parseEndpoint({ u, b, t }: JsonRecord): InviteEndpoint | null {
  if (typeof u !== "string" || typeof b !== "string" || typeof t !== "string") return null;
  return { adapter: "put", profile: "mailbox", url: u, box: b, token: t };
}

function parseSettings(input: unknown): InviteSettings | null {
  if (input === undefined) return {};
  if (!isRecord(input)) return null;
  const { min, back, re } = input;
  if (!isNumberOrAbsent(min) || !isNumberOrAbsent(back)) return null;
  const rehearsal = re === undefined ? undefined : parseSeconds(re);
  if (rehearsal === null) return null;
  return {
    ...(min !== undefined && { minimumLiveSeconds: min }),
    ...(back !== undefined && { takeBackSeconds: back }),
    ...(rehearsal !== undefined && { rehearsal }),
  };
}

function parseSeconds(input: unknown): Readonly<Record<string, number>> | null {
  if (!isRecord(input)) return null;
  const entries = Object.entries(input);
  const seconds = entries.filter((entry): entry is [string, number] => typeof entry[1] === "number");
  return seconds.length === entries.length ? Object.fromEntries(seconds) : null;
}

function isNumberOrAbsent(input: unknown): input is number | undefined {
  return input === undefined || typeof input === "number";
}

function refused(reason: InviteRefusal): ParsedInvite {
  return { kind: "refused", reason };
}
