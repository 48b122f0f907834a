import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ECHO_ORIGIN } from "../../../src/core/invite/origins.ts";
import type { Delivery } from "../../../src/core/outbox/delivery.ts";
import {
  decideDelivery,
  type EndpointReply,
  type ReplyRules,
  type SentEnvelope,
} from "../../../src/core/outbox/delivery-outcome.ts";
import { FHIR_REPLIES, wantsCreateInstead } from "../../../src/core/outbox/fhir-replies.ts";
import { POST_PROFILES, type PostProfileId } from "../../../src/core/outbox/post-profile.ts";
import { PUT_PROFILES, type PutProfileId } from "../../../src/core/outbox/put-profile.ts";

const SENT: SentEnvelope = { id: "3f0c", sha256: "ab12", withKey: true, tries: 0 };
const RECEIPT = JSON.stringify({ id: SENT.id, sha256: SENT.sha256 });
/** What every kind of endpoint would say to be believed: the mailbox's receipt and the script's echo in one. */
const PROOF = JSON.stringify({ id: SENT.id, sha256: SENT.sha256, ok: true });

type ProfileId = PutProfileId | PostProfileId | "fhir";
const RULES: Readonly<Record<ProfileId, ReplyRules>> = { ...PUT_PROFILES, ...POST_PROFILES, fhir: FHIR_REPLIES };
const PROFILES = Object.keys(RULES) as ProfileId[];
const PUT = Object.keys(PUT_PROFILES) as ProfileId[];
const POST = Object.keys(POST_PROFILES) as ProfileId[];

type Reply = Extract<EndpointReply, { kind: "reply" }>;
function decide(profile: ProfileId, changes: Partial<Reply>, sent: Partial<SentEnvelope> = {}): string {
  const usual: Reply = {
    kind: "reply",
    status: 201,
    contentType: null,
    retryAfter: null,
    date: null,
    body: PROOF,
    origin: ECHO_ORIGIN,
  };
  return outcome(decideDelivery(RULES[profile], { ...SENT, ...sent }, { ...usual, ...changes }));
}
/** `kind`, or `kind reason`. */
function outcome(delivery: Delivery): string {
  return "reason" in delivery ? `${delivery.kind} ${delivery.reason}` : delivery.kind;
}

const [DELIVERED, TAKEN, STRANGE] = ["delivered", "taken", "retry strangeReply"];
const [REFUSED, BAD, BUSY] = ["park refused", "park notUnderstood", "retry busy"];
const [KEY, NOT_THERE, NOT_OURS, MOVED] = ["hold wrongKey", "hold notThere", "hold notTheEndpoint", "hold moved"];
const [TROUBLE, PAGE] = ["retry endpointTrouble", "hold webPage"];

/** Outcome for put, post and fhir, and for the profiles that use the reply in their own sense. */
type Row = readonly [Partial<Reply>, string, string, string, Partial<Record<ProfileId, string>>?];
const script = (said: string) => ({ "apps-script": said });
const html = { contentType: "text/html; charset=utf-8" };

const TABLE: readonly Row[] = [
  [{ status: 200 }, DELIVERED, DELIVERED, DELIVERED],
  // A captive portal says 200 to everything, whatever was asked.
  [{ status: 200, ...html }, PAGE, PAGE, PAGE, script(DELIVERED)],
  [{ status: 200, ...html, body: "<form>" }, PAGE, PAGE, PAGE, script(STRANGE)],
  [{ status: 200, contentType: "application/xhtml+xml" }, PAGE, PAGE, PAGE, script(DELIVERED)],
  [{ status: 201 }, DELIVERED, DELIVERED, DELIVERED, script(STRANGE)],
  // Apache's 201 is a web page.
  [{ status: 201, ...html }, DELIVERED, DELIVERED, DELIVERED, script(STRANGE)],
  [{ status: 204 }, DELIVERED, DELIVERED, DELIVERED, script(STRANGE)],
  [{ status: 202 }, TAKEN, TAKEN, TAKEN, script(STRANGE)],
  [{ status: 203 }, TAKEN, TAKEN, TAKEN, script(STRANGE)],
  [{ status: 205 }, STRANGE, STRANGE, STRANGE],
  [{ status: 206 }, STRANGE, STRANGE, STRANGE],
  [{ status: 207 }, STRANGE, STRANGE, STRANGE],
  [{ status: 226 }, STRANGE, STRANGE, STRANGE],
  [{ status: 299 }, STRANGE, STRANGE, STRANGE],
  ...[300, 301, 302, 303, 304, 307, 308].map((status): Row => [{ status }, MOVED, MOVED, MOVED]),
  [{ status: 400 }, BAD, BAD, BAD],
  [{ status: 422 }, BAD, BAD, BAD],
  [{ status: 401 }, KEY, KEY, KEY],
  [{ status: 403 }, KEY, KEY, KEY, { "azure-sas": "hold keyNotNow" }],
  [{ status: 404 }, NOT_THERE, NOT_THERE, NOT_THERE],
  [{ status: 405 }, NOT_OURS, NOT_OURS, NOT_OURS],
  [{ status: 501 }, NOT_OURS, NOT_OURS, NOT_OURS],
  [{ status: 505 }, NOT_OURS, NOT_OURS, NOT_OURS],
  [{ status: 407 }, "retry networkSignIn", "retry networkSignIn", "retry networkSignIn"],
  [{ status: 511 }, "retry networkSignIn", "retry networkSignIn", "retry networkSignIn"],
  ...[408, 421, 423, 425, 429].map((status): Row => [{ status }, BUSY, BUSY, BUSY]),
  [
    { status: 409 },
    "park otherContent",
    REFUSED,
    BUSY,
    { couchdb: DELIVERED, "azure-sas": DELIVERED, webdav: NOT_THERE, "nextcloud-drop": NOT_THERE },
  ],
  [{ status: 410 }, "hold gone", "hold gone", "hold gone"],
  [{ status: 412 }, REFUSED, REFUSED, DELIVERED, { webdav: DELIVERED, "azure-sas": DELIVERED }],
  [{ status: 413 }, "park tooLarge", "park tooLarge", "park tooLarge"],
  ...[411, 414, 415, 428, 431].map((status): Row => [{ status }, BAD, BAD, BAD]),
  ...[402, 406, 418, 424, 426, 451, 499].map((status): Row => [{ status }, REFUSED, REFUSED, REFUSED]),
  ...[500, 502, 503, 504, 508, 599].map((status): Row => [{ status }, TROUBLE, TROUBLE, TROUBLE]),
  [{ status: 507 }, "retry full", "retry full", "retry full"],
  ...[0, 100, 199, 600, 999].map((status): Row => [{ status }, STRANGE, STRANGE, STRANGE]),
  // Broken off, or larger than anything an endpoint has to say.
  ...[200, 201, 202, 204].map((status): Row => [{ status, body: null }, STRANGE, STRANGE, STRANGE]),
];

const named = TABLE.map(
  ([reply, put, post, fhir, own = {}]) => [JSON.stringify(reply).slice(0, 60), reply, put, post, fhir, own] as const,
);
describe("I5: the table of replies", () => {
  test.each(named)("%s", (_, reply, put, post, fhir, own) => {
    const expected = (profile: ProfileId): string =>
      own[profile] ?? (profile === "fhir" ? fhir : PUT.includes(profile) ? put : post);
    const wanted = Object.fromEntries(PROFILES.map((profile) => [profile, expected(profile)]));
    const found = Object.fromEntries(PROFILES.map((profile) => [profile, decide(profile, reply)]));
    expect(found).toEqual(wanted);
  });

  test.each(PROFILES)("%s: no reply is tried again, and says whether the computer was offline", (profile) => {
    const nothing = (online: boolean) => outcome(decideDelivery(RULES[profile], SENT, { kind: "nothing", online }));
    expect([nothing(true), nothing(false)]).toEqual(["retry noReply", "retry offline"]);
  });

  test.each(PROFILES)("%s: a redirect that was not followed holds the endpoint", (profile) => {
    expect(outcome(decideDelivery(RULES[profile], SENT, { kind: "redirect" }))).toBe(MOVED);
  });

  test.each(PROFILES)("%s: a 401 where no key was shown means that somebody has to sign in", (profile) => {
    expect(decide(profile, { status: 401 }, { withKey: false })).toBe("hold signIn");
  });

  test("I9: a wish to be asked later travels with what is tried again", () => {
    const busy = { kind: "reply", status: 503, contentType: null, date: null, body: "", origin: null } as const;
    for (const profile of PROFILES) {
      const asked = (retryAfter: string) => decideDelivery(RULES[profile], SENT, { ...busy, retryAfter });
      expect(asked("60")).toEqual({ kind: "retry", reason: "endpointTrouble", retryAfterMs: 60_000 });
      expect(asked("nonsense")).toMatchObject({ retryAfterMs: null });
    }
  });
});

describe("the mailbox's receipt", () => {
  test.each([
    ["nothing", ""],
    ["a page", "<h1>Welcome</h1>"],
    ["half of it", RECEIPT.slice(0, -4)],
    ["null", "null"],
    ["a number", "201"],
    ["a list", `[${RECEIPT}]`],
    ["another id", JSON.stringify({ id: "other", sha256: SENT.sha256 })],
    ["another digest", JSON.stringify({ id: SENT.id, sha256: "00" })],
    ["no digest", JSON.stringify({ id: SENT.id })],
    ["a digest that is no text", JSON.stringify({ id: SENT.id, sha256: [SENT.sha256] })],
  ])("I5: a 2xx with %s instead is tried again", (_name, body) => {
    for (const status of [200, 201, 202, 203, 204]) expect(decide("mailbox", { status, body })).toBe(STRANGE);
  });

  test("I5: a sign-in page of a hotel with status 201 is not a delivery", () => {
    expect(decide("mailbox", { contentType: "text/html", body: "<h1>Welcome</h1>" })).toBe(STRANGE);
  });

  test("I17: the same bytes again are a success, other bytes under this id are shown", () => {
    expect(decide("mailbox", { status: 200, body: RECEIPT })).toBe(DELIVERED);
    expect(decide("mailbox", { status: 409 })).toBe("park otherContent");
  });

  test("nobody else gives one, and nobody else needs one", () => {
    const others = PROFILES.filter((profile) => RULES[profile].proof === "status");
    expect(others).toHaveLength(PROFILES.length - 2);
    for (const profile of others) expect(decide(profile, { body: "" })).toBe(DELIVERED);
  });
});

describe("the echo of our script at Google", () => {
  const echo = (changes: Partial<Reply>) => decide("apps-script", { status: 200, body: PROOF, ...changes });

  test("counts from the one host it comes from", () => {
    expect(echo({})).toBe(DELIVERED);
    expect(echo({ origin: null })).toBe(STRANGE);
    expect(echo({ origin: "https://accounts.google.com" })).toBe(STRANGE);
    expect(echo({ origin: "https://script.google.com" })).toBe(STRANGE);
  });

  test.each([
    ["another id", '{"ok":true,"id":"other"}'],
    ["no id", '{"ok":true}'],
    ["a yes that is a word", `{"ok":"true","id":"${SENT.id}"}`],
    ["a trouble of its own", '{"ok":false,"error":"busy"}'],
    ["Google's page about an error", "<!DOCTYPE html><title>Error</title>"],
    ["nothing", ""],
  ])("I5: %s is tried again", (_, body) => expect(echo({ body })).toBe(STRANGE));

  test("a refused key holds the endpoint", () => {
    expect(echo({ body: '{"ok":false,"error":"key"}' })).toBe(KEY);
  });
});

describe("what a database says with its 409", () => {
  test.each([
    ["the row is there", '{"code":"23505","message":"duplicate key"}', DELIVERED],
    ["a row it refers to is not", '{"code":"23503"}', REFUSED],
    ["something else", '{"code":"40001"}', REFUSED],
    ["a number", '{"code":23505}', REFUSED],
    ["no JSON", "conflict", REFUSED],
    ["half of it", null, STRANGE],
  ])("%s", (_, body, expected) => expect(decide("postgrest", { status: 409, body })).toBe(expected));
});

describe("a FHIR server", () => {
  test("that answers 409 is tried three times; then this envelope waits for a person", () => {
    const conflict = (tries: number) => decide("fhir", { status: 409 }, { tries });
    expect([0, 1, 2, 3, 9].map(conflict)).toEqual([BUSY, BUSY, BUSY, REFUSED, REFUSED]);
  });

  test("is asked to create where it says that clients may not choose ids", () => {
    const asked = Array.from({ length: 500 }, (_, n) => 100 + n).filter(wantsCreateInstead);
    expect(asked).toEqual([400, 404, 405, 422, 501, 505]);
  });
});

test("I5: nothing but a 2xx or a repeat known to the profile ever counts as delivered", () => {
  const reply = fc.record({
    kind: fc.constant("reply" as const),
    // Drawn from all of them, a status that some profile takes for a delivery would hardly ever come up.
    status: fc.oneof(
      fc.constantFrom(200, 201, 202, 204, 205, 302, 403, 409, 412, 503),
      fc.integer({ min: 0, max: 999 }),
    ),
    contentType: fc.option(fc.string()),
    retryAfter: fc.option(fc.string()),
    date: fc.option(fc.string()),
    body: fc.option(fc.oneof(fc.string(), fc.constant(PROOF), fc.constant('{"code":"23505"}'))),
    origin: fc.option(fc.constantFrom(ECHO_ORIGIN, "https://other.example")),
  });
  fc.assert(
    fc.property(fc.constantFrom(...PUT, ...POST, "fhir" as const), reply, (profile, answer) => {
      const { kind } = decideDelivery(RULES[profile], SENT, answer);
      if (kind !== "delivered" && kind !== "taken") return;
      const meaning = RULES[profile].statuses[answer.status];
      const isRepeat = meaning === "alreadyThere" || (meaning === "byCode" && answer.body?.includes("23505"));
      if (!isRepeat) expect([200, 201, 202, 203, 204]).toContain(answer.status);
      if (!isRepeat) expect(answer.body).not.toBeNull();
    }),
    { numRuns: 2_000 },
  );
});
