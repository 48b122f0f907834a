import { describe, expect, test } from "vitest";
import {
  type AcceptanceFacts,
  decideInviteAcceptance,
  needsConsentAgain,
} from "../../../src/core/invite/acceptance.ts";
import type { Invite } from "../../../src/core/invite/invite.ts";
import { USUAL_ENDPOINTS } from "./usual-endpoints.ts";
import { EXPIRES_AT, OTHER_RECIPIENT, RECIPIENT, usualInvite, withEndpoint } from "./usual-invite.ts";

const FOREIGN = { name: "Dr. Rivera", key: "Wgqipnb-iamHhAAzpkRbN4jiy_I9Y_YkjNW2xBNU2vY" };

function decide(changed: Partial<Invite>, facts: Partial<AcceptanceFacts> = {}) {
  return decideInviteAcceptance({ invite: usualInvite(changed), current: null, nowMs: EXPIRES_AT - 1, ...facts });
}

/** The client is paired by the usual invite. */
function decideUpdate(changed: Partial<Invite>, before: Partial<Invite> = {}) {
  return decide({ update: 2, ...changed }, { current: { invite: usualInvite(before) } });
}

describe("a first invite", () => {
  test("is accepted up to its last instant", () => {
    expect(decide({}, { nowMs: EXPIRES_AT })).toMatchObject({ kind: "first" });
    expect(decide({}, { nowMs: EXPIRES_AT + 1 })).toEqual({ kind: "refused", reason: "expired" });
  });

  test("may be any update: the client may have a new computer", () => {
    expect(decide({ update: 7 })).toMatchObject({ kind: "first" });
  });

  test("is refused when this version does not have its questions", () => {
    expect(decide({}, { knowsInstrument: () => false })).toEqual({ kind: "refused", reason: "instrumentUnknown" });
  });
});

describe("an invite to a client who is paired", () => {
  test("changes the pairing when it is newer, for this client and of the same key", () => {
    expect(decideUpdate({})).toMatchObject({ kind: "update", consentAgain: false, invite: { update: 2 } });
  });

  test.each<[string, Partial<Invite>, string]>([
    ["another key, though the same name", { issuer: FOREIGN }, "foreignIssuer"],
    ["another client", { client: "somebody" }, "otherClient"],
    ["the same number", { update: 1 }, "alreadyAccepted"],
    ["run out", { expiresAt: EXPIRES_AT - 2 }, "expired"],
  ])("is refused: %s", (_, changed, reason) => {
    expect(decideUpdate(changed)).toEqual({ kind: "refused", reason });
  });

  test("never goes back to an older state", () => {
    expect(decideUpdate({ update: 2 }, { update: 3 })).toEqual({ kind: "refused", reason: "olderUpdate" });
  });

  test("brings its own settings and no others: they are what the consent page showed", () => {
    const decision = decideUpdate({ settings: { takeBackSeconds: 0 } }, { settings: { minimumLiveSeconds: 90 } });
    expect(decision).toMatchObject({ invite: { settings: { takeBackSeconds: 0 } } });
    expect(decision).not.toHaveProperty("invite.settings.minimumLiveSeconds");
  });

  test("ends the shortened timings of a rehearsal unless it says them again", () => {
    const before = { ...withEndpoint({ url: "http://localhost:1" }), settings: { rehearsal: { grace: 1 } } };
    expect(decideUpdate({}, before)).toMatchObject({ kind: "update", invite: { settings: {} } });
    expect(decideUpdate({}, before)).not.toHaveProperty("invite.settings.rehearsal");
  });
});

describe("consent is asked again", () => {
  test.each<[string, Partial<Invite>]>([
    ["questions beside the usual ones", { addOns: ["a"] }],
    ["another host", withEndpoint({ url: "https://other.example" })],
    ["another box", withEndpoint({ box: "other" })],
    ["another way of keeping them there", withEndpoint({ profile: "webdav" })],
    ["another adapter", { endpoint: USUAL_ENDPOINTS.file }],
    ["one more reader", { recipients: [RECIPIENT, OTHER_RECIPIENT] }],
    ["another reader", { recipients: [OTHER_RECIPIENT] }],
    ["no longer sealed", { mode: "plain" }],
    ["a site whose every room counts", { dedicatedHosts: ["meet.example"] }],
    ["a room in which calls count", { rooms: ["https://meet.example/7"] }],
    ["one more site", { videoHosts: ["meet.example", "call.example"] }],
  ])("for %s", (_, changed) => {
    expect(needsConsentAgain(usualInvite(), usualInvite(changed))).toBe(true);
  });

  test.each<[string, Partial<Invite>]>([
    ["a new token", withEndpoint({ token: "another" })],
    ["a new time", { expiresAt: EXPIRES_AT + 1 }],
    ["other settings", { settings: { takeBackSeconds: 60 } }],
  ])("but not for %s", (_, changed) => {
    expect(needsConsentAgain(usualInvite(), usualInvite(changed))).toBe(false);
  });

  test("but not for one reader less", () => {
    expect(needsConsentAgain(usualInvite({ recipients: [RECIPIENT, OTHER_RECIPIENT] }), usualInvite())).toBe(false);
  });

  test("but not for a site that is no longer kept for sessions", () => {
    expect(needsConsentAgain(usualInvite({ dedicatedHosts: ["meet.example"] }), usualInvite())).toBe(false);
  });
});
