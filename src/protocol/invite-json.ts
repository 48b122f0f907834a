/**
 * The JSON inside an invite, read; invite-writing.ts writes it. Its types are checked here; whether hosts, keys and bounds are right is
 * judged by core/invite. The rule that must not break: fields unknown to this version are passed over, fields of this
 * version that are wrong never are.
 */
import type { OutsideContacts } from "../core/alliance/outside-route.ts";
import type { InviteRefusal } from "../core/invite/checks.ts";
import type { InviteEndpoint } from "../core/invite/endpoint.ts";
import type { Invite, InviteSettings } from "../core/invite/invite.ts";
import type { PostProfileId } from "../core/outbox/post-profile.ts";
import type { PutProfileId } from "../core/outbox/put-profile.ts";
import { isRecord, isTextList, type JsonRecord } from "./json.ts";

/** Unpacked, so that a small text cannot become a large one. A form of 36 questions with its licence takes half of it. */
export const MAX_INVITE_JSON_BYTES = 16 * 1024;

function has(list: readonly string[] | undefined): list is readonly string[] {
  return list !== undefined && list.length > 0;
}

export type ParsedInvite =
  | { readonly kind: "invite"; readonly invite: Invite }
  | { readonly kind: "refused"; readonly reason: InviteRefusal };

export function parseInviteJson(input: unknown): ParsedInvite {
  if (!isRecord(input)) return refused("damaged");
  const { v, t, n, iss, to, pr, ep, c, s, q, qd, x, o, m, exp, h, d, r, set } = input;
  if (v !== 1) return refused(typeof v === "number" && v > 1 ? "newerVersion" : "notUnderstood");
  if (t !== "invite" || !isRecord(iss) || !isRecord(ep)) return refused("notUnderstood");
  const endpoint = parseEndpoint(ep);
  if (typeof endpoint === "string") return refused(endpoint);
  if (!isTextList(to)) return refused("badRecipient");
  if (!isTextList(h)) return refused("noVideoSite");
  if (d !== undefined && !isTextList(d)) return refused("badVideoSite");
  if (r !== undefined && !isTextList(r)) return refused("badRoom");
  if (x !== undefined && !isTextList(x)) return refused("notUnderstood");
  const outside = o === undefined ? undefined : parseOutside(o);
  const settings = parseSettings(set);
  const mode: Invite["mode"] | null = m === "sealed" || m === "plain" ? m : null;
  if (settings === null || mode === null || outside === null) return refused("notUnderstood");
  if (typeof iss.n !== "string" || typeof iss.k !== "string" || typeof n !== "number") return refused("notUnderstood");
  if (typeof c !== "string" || typeof s !== "string" || typeof q !== "string") return refused("notUnderstood");
  if (!isTextOrAbsent(pr) || !isTextOrAbsent(qd)) return refused("notUnderstood");
  if (typeof exp !== "number" || !Number.isInteger(exp)) return refused("notUnderstood");
  const issuer = { name: iss.n, key: iss.k };
  const readers = { recipients: [...to], ...(pr !== undefined && { practice: pr }) };
  const facts = { update: n, issuer, ...readers, endpoint, client: c, secret: s, instrument: q, mode };
  const beside = { ...(has(x) && { addOns: [...x] }), ...(outside !== undefined && { outside }) };
  const asked = { ...(qd !== undefined && { questions: qd }), ...beside };
  const sites = { videoHosts: [...h], ...(has(d) && { dedicatedHosts: [...d] }), ...(has(r) && { rooms: [...r] }) };
  return { kind: "invite", invite: { ...facts, ...asked, expiresAt: exp * 1000, ...sites, settings } };
}

/** Who says to have signed it; needed before anything else of the invite is looked at. */
export function issuerKeyOf(input: unknown): string | null {
  return isRecord(input) && isRecord(input.iss) && typeof input.iss.k === "string" ? input.iss.k : null;
}

function parseEndpoint({ a, p, u = "", b = "", t = "", n, k }: JsonRecord): InviteEndpoint | InviteRefusal {
  const [put, post] = [among(PUT, a === "put" ? p : null), among(POST, a === "post" ? p : null)];
  if (!put && !post && !(a === "fhir" && p === "r4") && !(a === "file" && p === "file")) return "endpointUnknown";
  if (!isText(u) || !isText(b) || !isText(t) || !isTextOrAbsent(n) || !isTextOrAbsent(k)) return "notUnderstood";
  const place = { url: u, box: b, token: t };
  if (put) return { adapter: "put", profile: put, ...place, ...(n !== undefined && { user: n }) };
  if (post) return { adapter: "post", profile: post, ...place, ...(k !== undefined && { secret: k }) };
  return a === "fhir" ? { adapter: "fhir", profile: "r4", ...place } : { adapter: "file", profile: "file", ...place };
}

const PUT: readonly PutProfileId[] = ["mailbox", "webdav", "nextcloud-drop", "couchdb", "azure-sas"];
const POST: readonly PostProfileId[] = ["generic", "apps-script", "postgrest"];

function among<T extends string>(known: readonly T[], input: unknown): T | undefined {
  return known.find((each) => each === input);
}

function isText(input: unknown): input is string {
  return typeof input === "string";
}

function isTextOrAbsent(input: unknown): input is string | undefined {
  return input === undefined || isText(input);
}

function parseOutside(input: unknown): OutsideContacts | null {
  if (!isRecord(input)) return null;
  const { p = "", b = "", l = "" } = input;
  return isText(p) && isText(b) && isText(l) ? { practice: p, board: b, supportLine: l } : null;
}

function parseSettings(input: unknown): InviteSettings | null {
  if (input === undefined) return {};
  if (!isRecord(input)) return null;
  const { min, back, sos, re } = input;
  if (!isNumberOrAbsent(min) || !isNumberOrAbsent(back) || !isTextOrAbsent(sos)) return null;
  const rehearsal = re === undefined ? undefined : parseSeconds(re);
  if (rehearsal === null) return null;
  return {
    ...(min !== undefined && { minimumLiveSeconds: min }),
    ...(back !== undefined && { takeBackSeconds: back }),
    ...(sos !== undefined && { crisisLine: sos }),
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
