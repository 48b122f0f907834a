import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Delivery } from "../../../src/core/outbox/delivery.ts";
import { decidePutDelivery, type PutReply } from "../../../src/core/outbox/delivery-outcome.ts";
import { PUT_PROFILES, type PutProfileId } from "../../../src/core/outbox/put-profile.ts";

const SENT = { id: "3f0c", sha256: "ab12" };
const RECEIPT = JSON.stringify(SENT);
const PROFILES = Object.keys(PUT_PROFILES) as PutProfileId[];
const OTHERS = PROFILES.filter((id) => id !== "mailbox");

type Reply = Extract<PutReply, { kind: "reply" }>;
function decide(profile: PutProfileId, changes: Partial<Reply>): Delivery {
  const usual: Reply = { kind: "reply", status: 201, contentType: null, retryAfter: null, date: null, body: RECEIPT };
  return decidePutDelivery(profile, SENT, { ...usual, ...changes });
}
/** `kind`, or `kind reason`. */
function outcome(delivery: Delivery): string {
  return "reason" in delivery ? `${delivery.kind} ${delivery.reason}` : delivery.kind;
}

describe("replies that mean the same to every profile", () => {
  test.each([
    [200, "delivered"],
    [201, "delivered"],
    [204, "delivered"],
    [202, "taken"],
    [203, "taken"],
    [205, "retry strangeReply"],
    [206, "retry strangeReply"],
    [226, "retry strangeReply"],
    [299, "retry strangeReply"],
    [300, "hold moved"],
    [301, "hold moved"],
    [302, "hold moved"],
    [303, "hold moved"],
    [304, "hold moved"],
    [307, "hold moved"],
    [308, "hold moved"],
    [400, "park notUnderstood"],
    [402, "park refused"],
    [403, "hold wrongKey"],
    [404, "hold notThere"],
    [405, "hold notTheEndpoint"],
    [406, "park refused"],
    [407, "retry networkSignIn"],
    [408, "retry busy"],
    [410, "hold gone"],
    [411, "park notUnderstood"],
    [413, "park tooLarge"],
    [414, "park notUnderstood"],
    [415, "park notUnderstood"],
    [418, "park refused"],
    [421, "retry busy"],
    [422, "park notUnderstood"],
    [423, "retry busy"],
    [425, "retry busy"],
    [428, "park notUnderstood"],
    [429, "retry busy"],
    [431, "park notUnderstood"],
    [451, "park refused"],
    [499, "park refused"],
    [500, "retry endpointTrouble"],
    [501, "hold notTheEndpoint"],
    [502, "retry endpointTrouble"],
    [503, "retry endpointTrouble"],
    [504, "retry endpointTrouble"],
    [505, "hold notTheEndpoint"],
    [507, "retry full"],
    [511, "retry networkSignIn"],
    [599, "retry endpointTrouble"],
    [600, "retry strangeReply"],
    [999, "retry strangeReply"],
    [0, "retry strangeReply"],
  ])("%d → %s", (status, expected) => {
    for (const profile of PROFILES)
      expect([profile, outcome(decide(profile, { status }))]).toEqual([profile, expected]);
  });

  test("no reply is tried again, and says whether the computer was offline", () => {
    for (const profile of PROFILES) {
      expect(outcome(decidePutDelivery(profile, SENT, { kind: "nothing", online: true }))).toBe("retry noReply");
      expect(outcome(decidePutDelivery(profile, SENT, { kind: "nothing", online: false }))).toBe("retry offline");
    }
  });

  test("a redirect that was not followed holds the endpoint", () => {
    for (const profile of PROFILES)
      expect(outcome(decidePutDelivery(profile, SENT, { kind: "redirect" }))).toBe("hold moved");
  });

  test("a web page with status 200 holds the endpoint, whatever it says", () => {
    for (const contentType of ["text/html", "text/html; charset=utf-8", "TEXT/HTML", " application/xhtml+xml"]) {
      for (const profile of PROFILES)
        expect(outcome(decide(profile, { status: 200, contentType }))).toBe("hold webPage");
    }
  });

  test("a body that broke off or never ends proves nothing", () => {
    for (const profile of PROFILES) expect(outcome(decide(profile, { body: null }))).toBe("retry strangeReply");
  });

  test("a wish to be asked later travels with what is tried again", () => {
    expect(decide("mailbox", { status: 503, retryAfter: "60" })).toEqual({
      kind: "retry",
      reason: "endpointTrouble",
      retryAfterMs: 60_000,
    });
    expect(decide("mailbox", { status: 429, retryAfter: "nonsense" })).toMatchObject({ retryAfterMs: null });
  });
});

describe("replies that profiles use in their own sense", () => {
  test.each([
    ["mailbox", 401, "hold wrongKey"],
    ["webdav", 401, "hold wrongKey"],
    ["nextcloud-drop", 401, "hold signIn"],
    ["couchdb", 401, "hold wrongKey"],
    ["azure-sas", 401, "hold wrongKey"],
    ["mailbox", 409, "park otherContent"],
    ["webdav", 409, "hold notThere"],
    ["nextcloud-drop", 409, "hold notThere"],
    ["couchdb", 409, "delivered"],
    ["azure-sas", 409, "delivered"],
    ["mailbox", 412, "park refused"],
    ["webdav", 412, "delivered"],
    ["nextcloud-drop", 412, "park refused"],
    ["couchdb", 412, "park refused"],
    ["azure-sas", 412, "delivered"],
  ] as const)("%s: %d → %s", (profile, status, expected) => {
    expect(outcome(decide(profile, { status }))).toBe(expected);
  });

  test("Apache's 201 is a web page and counts all the same", () => {
    expect(outcome(decide("webdav", { contentType: "text/html", body: "<h1>Created</h1>" }))).toBe("delivered");
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
    ["another id", JSON.stringify({ ...SENT, id: "other" })],
    ["another digest", JSON.stringify({ ...SENT, sha256: "00" })],
    ["no digest", JSON.stringify({ id: SENT.id })],
    ["a digest that is no text", JSON.stringify({ ...SENT, sha256: [SENT.sha256] })],
  ])("I5: a 2xx with %s instead is tried again", (_name, body) => {
    for (const status of [200, 201, 202, 203, 204]) {
      expect(outcome(decide("mailbox", { status, body }))).toBe("retry strangeReply");
    }
  });

  test("I5: a sign-in page of a hotel with status 201 is not a delivery", () => {
    expect(outcome(decide("mailbox", { contentType: "text/html", body: "<h1>Welcome</h1>" }))).toBe(
      "retry strangeReply",
    );
  });

  test("I17: the same bytes again are a success, other bytes under this id are shown", () => {
    expect(outcome(decide("mailbox", { status: 200 }))).toBe("delivered");
    expect(outcome(decide("mailbox", { status: 409 }))).toBe("park otherContent");
  });

  test("other profiles give none and need none", () => {
    for (const profile of OTHERS) expect(outcome(decide(profile, { body: "" }))).toBe("delivered");
  });
});

test("I5: nothing but a 2xx or a repeat known to the profile ever counts as delivered", () => {
  const reply = fc.record({
    kind: fc.constant("reply" as const),
    status: fc.integer({ min: 0, max: 1_000 }),
    contentType: fc.option(fc.string()),
    retryAfter: fc.option(fc.string()),
    date: fc.option(fc.string()),
    body: fc.option(fc.oneof(fc.string(), fc.constant(RECEIPT))),
  });
  fc.assert(
    fc.property(fc.constantFrom(...PROFILES), reply, (profile, answer) => {
      const { kind } = decidePutDelivery(profile, SENT, answer);
      if (kind !== "delivered" && kind !== "taken") return;
      const isRepeat = PUT_PROFILES[profile].statuses[answer.status] === "alreadyThere";
      expect(isRepeat || (answer.status >= 200 && answer.status < 300)).toBe(true);
    }),
  );
});
