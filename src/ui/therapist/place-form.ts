import type { InviteEndpoint } from "../../core/invite/endpoint.ts";
import { isShareLink } from "../../core/invite/given-address.ts";
import type { HostRules } from "../../core/invite/hosts.ts";
import { endpointOriginsOf } from "../../core/invite/origins.ts";
import { ownKeyNeedsOf } from "../../core/invite/own-key.ts";
import type { ManagedEndpoint } from "../../protocol/managed-values.ts";
import type { Place, PlaceReading } from "../../protocol/place.ts";
import type { PlaceToTest } from "../../protocol/place-test.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { fullAddress } from "./given-text.ts";
import { readMailboxAddress } from "./mailbox-address.ts";
import { faultsOfReading, faultsOfSending } from "./place-faults.ts";
import type { PlaceKind } from "./place-kinds.ts";
import { tidyAddress } from "./tidy-address.ts";

/** What is typed while a place is set up. */
export interface PlaceForm {
  readonly url: string;
  readonly box: string;
  /** What one client lets itself in with, or all of them. */
  readonly user: string;
  readonly token: string;
  readonly secret: string;
  /** Each client has a key of their own; the one typed here serves for the test and is not kept. */
  readonly own: boolean;
  /** Not sealed: whoever runs the place reads. */
  readonly plain: boolean;
  /** This page fetches by itself, with the key below. */
  readonly fetches: boolean;
  readonly readUrl: string;
  readonly readUser: string;
  readonly readToken: string;
}
export type PlaceField = "url" | "box" | "user" | "token" | "secret" | "readUrl" | "readUser" | "readToken";
export type PlaceFaults = Partial<Readonly<Record<PlaceField, MessageKey>>>;

export type PlaceFormReading =
  | { readonly kind: "place"; readonly toTest: PlaceToTest; readonly origins: readonly string[] }
  | { readonly kind: "faults"; readonly faults: PlaceFaults };

const EMPTY: PlaceForm = {
  url: "",
  box: "",
  user: "",
  token: "",
  secret: "",
  own: false,
  plain: false,
  fetches: false,
  readUrl: "",
  readUser: "",
  readToken: "",
};

/** The form as it opens: what is kept of this kind, and over it what the practice has set. */
export function startPlaceForm(kind: PlaceKind, kept: Place | null, managed: ManagedEndpoint | null): PlaceForm {
  const form = kept === null ? emptyPlaceForm(kind) : placeFormOf(kept, kind);
  return managed === null ? form : { ...form, url: managed.url, box: managed.box };
}

/** Which lines a kind asks for, beside its address. */
export interface PlaceLines {
  readonly box?: true;
  readonly user?: true;
  readonly token?: true;
  readonly secret?: true;
  readonly plain?: true;
  /** Whether clients may share one key. */
  readonly shares?: true;
  /** What reading asks for; absent where files are brought by hand. */
  readonly reading?: { readonly url?: true; readonly user?: true };
}
export const PLACE_LINES: Readonly<Record<PlaceKind, PlaceLines>> = {
  hand: {},
  folder: { user: true, token: true, shares: true, reading: { url: true, user: true } },
  sheet: { token: true, shares: true },
  mailbox: { box: true, token: true, reading: {} },
  webhook: { token: true, secret: true, plain: true, shares: true },
  couchdb: { user: true, token: true, shares: true, reading: { user: true } },
  sql: { token: true, shares: true },
  fhir: { token: true, shares: true, reading: {} },
};

/** Where servers know their clients by name, each has a key of their own unless somebody says otherwise. */
export function emptyPlaceForm(kind: PlaceKind): PlaceForm {
  const { shares, reading } = PLACE_LINES[kind];
  const own = shares === undefined || kind === "couchdb" || kind === "sql" || kind === "fhir";
  return { ...EMPTY, own, fetches: reading !== undefined && kind !== "folder", plain: kind === "fhir" };
}

/** What is kept, to be changed. A client's own key is not kept and has to be typed again for a test. */
export function placeFormOf(place: Place, kind: PlaceKind): PlaceForm {
  const { endpoint, mode, reading } = place;
  const user = endpoint.adapter === "put" ? (endpoint.user ?? "") : "";
  const secret = endpoint.adapter === "post" ? (endpoint.secret ?? "") : "";
  const { url, box, token } = endpoint;
  const isOpen = ownKeyNeedsOf(endpoint).token !== "needed" && (token !== "" || !emptyPlaceForm(kind).own);
  const typed = { ...EMPTY, url, box, token, user, secret, own: !isOpen, plain: mode === "plain" };
  switch (reading.kind) {
    case "hand":
      return typed;
    case "mailbox":
    case "fhir":
      return { ...typed, fetches: true, readToken: reading.token };
    case "webdav":
    case "couchdb":
      return { ...typed, fetches: true, readUrl: reading.url, readUser: reading.user, readToken: reading.password };
  }
}

/** A pasted address of a whole box fills in the name of the box, one of a share becomes the address that is sent to. */
export function tidyPlaceForm(form: PlaceForm, kind: PlaceKind): PlaceForm {
  const url = fullAddress(form.url);
  if (url === "") return form;
  if (kind === "mailbox") return withBox(form, url);
  return { ...form, url: tidyAddress(url, endpointOf(form, kind).profile) };
}

function withBox(form: PlaceForm, url: string): PlaceForm {
  const address = readMailboxAddress(url, { allowLocalhost: true });
  return address.kind === "refused" ? { ...form, url } : { ...form, url: address.url, box: address.box ?? form.box };
}

export function readPlaceForm(typed: PlaceForm, kind: PlaceKind, rules: HostRules): PlaceFormReading {
  const form = tidyPlaceForm(trimmed(typed), kind);
  const mode = kind === "fhir" || (kind === "webhook" && form.plain) ? "plain" : "sealed";
  const given = endpointOf(form, kind);
  const reading = readingOf(given, form, kind);
  const faults = { ...faultsOfSending(given, mode, form.own, rules), ...faultsOfReading(reading, rules) };
  if (Object.keys(faults).length > 0) return { kind: "faults", faults };
  const place: Place = { endpoint: form.own ? withoutKey(given) : given, mode, reading };
  const isShut = given.token === "" && ownKeyNeedsOf(given).token === "needed";
  const toTest = { place, sendTo: isShut || given.adapter === "file" ? null : given };
  return { kind: "place", toTest, origins: originsOfPlace(place) };
}

/** What the browser has to allow this page: sending a test, and fetching. */
function originsOfPlace({ endpoint, reading }: Place): readonly string[] {
  const read = reading.kind === "hand" ? [] : [new URL(reading.url).origin];
  return [...new Set([...endpointOriginsOf({ endpoint }), ...read])];
}

function trimmed(form: PlaceForm): PlaceForm {
  const texts = Object.entries(form).map(([name, value]) => [name, typeof value === "string" ? value.trim() : value]);
  return { ...form, ...Object.fromEntries(texts) };
}

export function endpointOf({ url, box, token, user, secret }: PlaceForm, kind: PlaceKind): InviteEndpoint {
  const at = { url, box: "", token };
  const name = user === "" ? {} : { user };
  switch (kind) {
    case "hand":
      return { adapter: "file", profile: "file", url: "", box: "", token: "" };
    case "folder":
      return { adapter: "put", profile: isShareLink(url) ? "nextcloud-drop" : "webdav", ...at, ...name };
    case "couchdb":
      return { adapter: "put", profile: "couchdb", ...at, ...name };
    case "mailbox":
      return { adapter: "put", profile: "mailbox", ...at, box };
    case "sheet":
      return { adapter: "post", profile: "apps-script", ...at };
    case "sql":
      return { adapter: "post", profile: "postgrest", ...at };
    case "webhook":
      return { adapter: "post", profile: "generic", ...at, ...(secret !== "" && { secret }) };
    case "fhir":
      return { adapter: "fhir", profile: "r4", ...at };
  }
}

function withoutKey(endpoint: InviteEndpoint): InviteEndpoint {
  if (endpoint.adapter !== "put") return { ...endpoint, token: "" };
  const { user: _, ...rest } = endpoint;
  return { ...rest, token: "" };
}

function readingOf({ url, box }: InviteEndpoint, form: PlaceForm, kind: PlaceKind): PlaceReading {
  const { fetches, readUser: user, readToken } = form;
  if (!fetches) return { kind: "hand" };
  switch (kind) {
    case "mailbox":
      return { kind: "mailbox", url, box, token: readToken };
    case "folder":
      return { kind: "webdav", url: readAddressOf(form), user, password: readToken };
    case "couchdb":
      return { kind: "couchdb", url, user, password: readToken };
    case "fhir":
      return { kind: "fhir", url, token: readToken };
    case "hand":
    case "sheet":
    case "webhook":
    case "sql":
      return { kind: "hand" };
  }
}

/** A folder of one's own server is read where it is written; a share is not. */
function readAddressOf({ url, readUrl }: PlaceForm): string {
  return (readUrl === "" && !isShareLink(url) ? url : fullAddress(readUrl)).replace(/\/+$/, "");
}
