import { describe, expect, test } from "vitest";
import type { InviteEndpoint } from "../../../src/core/invite/endpoint.ts";
import {
  emptyPlaceForm,
  type PlaceForm,
  placeFormOf,
  readPlaceForm,
  tidyPlaceForm,
} from "../../../src/ui/therapist/place-form.ts";
import { PLACE_KINDS, type PlaceKind, placeKindOf } from "../../../src/ui/therapist/place-kinds.ts";
import { USUAL_ENDPOINTS } from "../../core/invite/usual-endpoints.ts";

const RELEASE = { allowLocalhost: false };
const DEMO = { allowLocalhost: true };
const KEY = "k".repeat(32);
const SECRET = `whsec_${"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="}`;

/** Each kind filled in as a person would. */
const USUAL: Readonly<Record<PlaceKind, Partial<PlaceForm>>> = {
  hand: {},
  folder: { url: "https://cloud.example/s/aBcD" },
  sheet: { url: "https://script.google.com/macros/s/AKfycb_x-1/exec", token: KEY },
  mailbox: { url: "https://box.example/m/rivera", readToken: "r.reading", token: "w.writing" },
  webhook: { url: "https://n8n.example/webhook/3f0c", secret: SECRET },
  couchdb: { url: "https://couch.example/answers", user: "ann", token: "pw", readUser: "rivera", readToken: "mine" },
  sql: { url: "https://db.example/rest/v1/responses", token: "header.payload.signature" },
  fhir: { url: "https://fhir.example/R4", token: "t0k", readToken: "mine" },
};
const formOf = (kind: PlaceKind, changed: Partial<PlaceForm> = {}): PlaceForm => ({
  ...emptyPlaceForm(kind),
  ...USUAL[kind],
  ...changed,
});
function read(kind: PlaceKind, changed: Partial<PlaceForm> = {}, rules = RELEASE) {
  return readPlaceForm(formOf(kind, changed), kind, rules);
}
function placeOf(kind: PlaceKind, changed: Partial<PlaceForm> = {}) {
  const reading = read(kind, changed);
  if (reading.kind === "faults") throw new Error(JSON.stringify(reading.faults));
  return reading;
}

describe("each kind, filled in as usual", () => {
  test.each<[PlaceKind, Partial<InviteEndpoint> & { user?: string }, string, string]>([
    ["hand", { adapter: "file", profile: "file" }, "sealed", "hand"],
    ["folder", { profile: "nextcloud-drop", url: "https://cloud.example/public.php/dav/files/aBcD" }, "sealed", "hand"],
    ["sheet", { profile: "apps-script", token: KEY }, "sealed", "hand"],
    ["mailbox", { profile: "mailbox", url: "https://box.example", box: "rivera", token: "" }, "sealed", "mailbox"],
    ["webhook", { profile: "generic", url: "https://n8n.example/webhook/3f0c" }, "sealed", "hand"],
    ["couchdb", { profile: "couchdb", token: "" }, "sealed", "couchdb"],
    ["sql", { profile: "postgrest", url: "https://db.example/rest/v1", token: "" }, "sealed", "hand"],
    ["fhir", { adapter: "fhir", profile: "r4", token: "" }, "plain", "fhir"],
  ])("%s", (kind, endpoint, mode, reading) => {
    const { place } = placeOf(kind).toTest;
    expect(place).toMatchObject({ endpoint, mode, reading: { kind: reading } });
    expect(placeKindOf(place)).toBe(kind);
  });

  test("asks the browser for what is sent to and read from, and nothing else", () => {
    const origins = Object.fromEntries(PLACE_KINDS.map((kind) => [kind, placeOf(kind).origins]));
    expect(origins).toEqual({
      hand: [],
      folder: ["https://cloud.example"],
      sheet: ["https://script.google.com", "https://script.googleusercontent.com"],
      mailbox: ["https://box.example"],
      webhook: ["https://n8n.example"],
      couchdb: ["https://couch.example"],
      sql: ["https://db.example"],
      fhir: ["https://fhir.example"],
    });
    const elsewhere = { fetches: true, readUrl: "https://files.example/answers" };
    expect(placeOf("folder", elsewhere).origins).toEqual(["https://cloud.example", "https://files.example"]);
  });
});

describe("a client's own key", () => {
  test("is tested with and not kept", () => {
    const { toTest } = placeOf("couchdb");
    expect(toTest.sendTo).toMatchObject({ user: "ann", token: "pw" });
    expect(JSON.stringify(toTest.place.endpoint)).not.toMatch(/ann|pw/);
  });

  test("is kept where all clients get it", () => {
    expect(placeOf("couchdb", { own: false }).toTest.place.endpoint).toMatchObject({ user: "ann", token: "pw" });
  });

  test("may be missing where it comes with each invite: then nothing is sent", () => {
    expect(placeOf("mailbox", { token: "" }).toTest.sendTo).toBeNull();
    expect(placeOf("couchdb", { token: "", user: "" }).toTest.sendTo).toBeNull();
    expect(placeOf("webhook", { own: true }).toTest.sendTo).not.toBeNull();
  });

  test("never goes into what is read with, nor the other way round", () => {
    const { place, sendTo } = placeOf("couchdb").toTest;
    expect(JSON.stringify(place.reading)).not.toMatch(/ann|pw/);
    expect(JSON.stringify(sendTo)).not.toMatch(/rivera|mine/);
  });
});

describe("a folder", () => {
  test("of one's own server is read where it is written, unless another address is given", () => {
    const own = { url: "https://dav.example/drop/", user: "all", token: "pw", fetches: true, readToken: "mine" };
    expect(placeOf("folder", own).toTest.place.reading).toMatchObject({
      kind: "webdav",
      url: "https://dav.example/drop",
    });
    const other = { ...own, readUrl: "dav.example/read/" };
    expect(placeOf("folder", other).toTest.place.reading).toMatchObject({ url: "https://dav.example/read" });
  });

  test("behind a share needs its own address to be read", () => {
    expect(read("folder", { fetches: true })).toEqual({ kind: "faults", faults: { readUrl: "therapistFaultAddress" } });
  });
});

describe("what is not right is said at its line", () => {
  test.each<[PlaceKind, Partial<PlaceForm>, object]>([
    ["mailbox", { url: "" }, { url: "therapistFaultAddress" }],
    ["mailbox", { url: "my mailbox" }, { url: "therapistFaultAddress" }],
    ["mailbox", { url: "http://box.example" }, { url: "therapistFaultNotHttps" }],
    ["mailbox", { url: "https://192.168.0.1" }, { url: "therapistFaultNotAllowed" }],
    ["mailbox", { url: "https://user:pw@box.example" }, { url: "therapistFaultNotAllowed" }],
    ["mailbox", { url: "https://box.example", box: "My Box" }, { box: "therapistFaultBox" }],
    ["mailbox", { url: "https://box.example", box: "" }, { box: "therapistFaultBox" }],
    ["mailbox", { readToken: "two words" }, { readToken: "therapistFaultToken" }],
    ["mailbox", { token: "r.reads" }, { token: "therapistFaultKeyTooStrong" }],
    ["folder", { url: "https://dav.example/a?b=c" }, { url: "therapistFaultNotAllowed" }],
    ["folder", { url: "https://dav.example/a", user: "a b", token: "pw" }, { user: "therapistFaultUser" }],
    ["folder", { url: "https://dav.example/a", token: "two words" }, { token: "therapistFaultToken" }],
    ["folder", { fetches: true, readUrl: "http://files.example" }, { readUrl: "therapistFaultNotHttps" }],
    ["sheet", { url: "https://script.google.com/d/1/edit" }, { url: "therapistFaultScript" }],
    ["sheet", { token: "short" }, { token: "therapistFaultScriptKey" }],
    ["sheet", { token: "" }, { token: "therapistFaultToken" }],
    ["webhook", { url: "https://n8n.example/webhook-test/3f0c" }, { url: "therapistFaultForTests" }],
    ["webhook", { secret: "whsec_short" }, { secret: "therapistFaultSecret" }],
    ["webhook", { token: "ghp_0123456789" }, { token: "therapistFaultKeyTooStrong" }],
    ["sql", { token: "sb_secret_x" }, { token: "therapistFaultKeyTooStrong" }],
    ["sql", { own: false, token: "" }, { token: "therapistFaultToken" }],
    ["couchdb", { user: "a:b" }, { user: "therapistFaultUser" }],
    ["fhir", { token: "two words" }, { token: "therapistFaultToken" }],
  ])("%s %j", (kind, changed, faults) => expect(read(kind, changed)).toEqual({ kind: "faults", faults }));
});

test("this machine is a place in the demo build only", () => {
  const here = { url: "http://localhost:8790/drop" };
  expect(read("folder", here)).toMatchObject({ kind: "faults" });
  expect(read("folder", here, DEMO)).toMatchObject({ kind: "place", origins: ["http://localhost:8790"] });
});

describe("what is kept", () => {
  test.each(PLACE_KINDS)("%s can be changed: the same form reads back as the same place", (kind) => {
    const { place } = placeOf(kind, { own: false }).toTest;
    const again = readPlaceForm(placeFormOf(place, kind), kind, RELEASE);
    expect(again).toMatchObject({ kind: "place", toTest: { place } });
  });

  test("needs a client's key again for another test where that was not kept", () => {
    const { place } = placeOf("sql").toTest;
    expect(placeFormOf(place, "sql")).toMatchObject({ token: "", own: true });
  });

  test("of every profile has a card", () => {
    for (const endpoint of Object.values(USUAL_ENDPOINTS))
      expect(PLACE_KINDS).toContain(placeKindOf({ endpoint, mode: "sealed", reading: { kind: "hand" } }));
  });
});

test("a pasted address is shown as what it stands for as soon as its line is left", () => {
  expect(tidyPlaceForm(formOf("mailbox"), "mailbox")).toMatchObject({ url: "https://box.example", box: "rivera" });
  expect(tidyPlaceForm(formOf("folder"), "folder").url).toBe("https://cloud.example/public.php/dav/files/aBcD");
  expect(tidyPlaceForm(formOf("folder", { url: "" }), "folder").url).toBe("");
});
