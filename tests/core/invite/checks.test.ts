import { describe, expect, test } from "vitest";
import { checkInvite, isIssuerName } from "../../../src/core/invite/checks.ts";
import type { Invite } from "../../../src/core/invite/invite.ts";
import { withoutRooms } from "../../../src/core/invite/rooms.ts";
import { OTHER_RECIPIENT, RECIPIENT, usualInvite, withEndpoint } from "./usual-invite.ts";

function check(changed: Partial<Invite>, allowLocalhost = false) {
  return checkInvite(usualInvite(changed), { allowLocalhost });
}

const REHEARSAL = { ...withEndpoint({ url: "http://localhost:8787" }), settings: { rehearsal: { hangupGrace: 2 } } };

describe("an invite", () => {
  test.each<[string, Partial<Invite>]>([
    ["the usual one", {}],
    ["an escrow beside the therapist", { recipients: [RECIPIENT, OTHER_RECIPIENT] }],
    ["a crisis line at its limit", { settings: { crisisLine: "1".repeat(160) } }],
    ["settings at their limits", { settings: { minimumLiveSeconds: 60, takeBackSeconds: 0 } }],
    ["settings at their other limits", { settings: { minimumLiveSeconds: 1_200, takeBackSeconds: 86_400 } }],
    ["a name in another script", { issuer: { ...usualInvite().issuer, name: "د. مریم‌السادات" } }],
    ["two forms beside the set", { addOns: ["a", "b".repeat(6 * 1024)] }],
    ["somebody outside, at the limit", { outside: { practice: "", board: "b".repeat(160), supportLine: "" } }],
    ["several sites", { videoHosts: ["meet.example", "call.example"] }],
    ["sites kept for sessions", { dedicatedHosts: ["meet.example"] }],
    ["a room on its site", { rooms: ["https://meet.example/room/7"] }],
    ["a room with a parameter", { rooms: ["https://meet.example/j.php?MTID=m1%20&x='"] }],
    ["a site that is one room", { rooms: ["https://meet.example"] }],
    ["ten rooms", { rooms: Array.from({ length: 10 }, (_, n) => `https://meet.example/${n}`) }],
  ])("is fine: %s", (_, changed) => {
    expect(check(changed)).toBeNull();
  });

  test.each<[string, Partial<Invite>, string]>([
    ["http endpoint", withEndpoint({ url: "http://box.example" }), "endpointNotHttps"],
    ["endpoint on this machine", withEndpoint({ url: "http://localhost:1" }), "endpointNotHttps"],
    ["endpoint with a user in it", withEndpoint({ url: "https://a@box.example" }), "endpointNotAllowed"],
    ["box with a path", withEndpoint({ box: "../other" }), "notUnderstood"],
    ["token with a line break", withEndpoint({ token: "a\r\nb: c" }), "notUnderstood"],
    ["no token", withEndpoint({ token: "" }), "notUnderstood"],
    ["three forms beside the set", { addOns: ["a", "b", "c"] }, "notUnderstood"],
    ["one of them twice", { addOns: ["a", "a"] }, "notUnderstood"],
    ["an endless one", { addOns: ["a".repeat(6 * 1024 + 1)] }, "notUnderstood"],
    ["nobody outside", { outside: { practice: "", board: "", supportLine: "" } }, "notUnderstood"],
    ["an endless contact", { outside: { practice: "p".repeat(161), board: "", supportLine: "" } }, "notUnderstood"],
    ["a contact of two lines", { outside: { practice: "a\nb", board: "", supportLine: "" } }, "notUnderstood"],
    ["no recipient", { recipients: [] }, "badRecipient"],
    ["mistyped recipient", { recipients: [RECIPIENT.replace("m", "n")] }, "badRecipient"],
    ["recipient twice", { recipients: [RECIPIENT, RECIPIENT] }, "badRecipient"],
    ["no video site", { videoHosts: [] }, "noVideoSite"],
    ["video site with a star", { videoHosts: ["*.example"] }, "badVideoSite"],
    ["video site twice", { videoHosts: ["meet.example", "meet.example"] }, "badVideoSite"],
    ["eleven video sites", { videoHosts: Array.from({ length: 11 }, (_, n) => `m${n}.example`) }, "badVideoSite"],
    ["a site kept for sessions that is none of its sites", { dedicatedHosts: ["call.example"] }, "badVideoSite"],
    ["such a site twice", { dedicatedHosts: ["meet.example", "meet.example"] }, "badVideoSite"],
    ["a room on another site", { rooms: ["https://call.example/7"] }, "badRoom"],
    ["a room on a site that begins alike", { rooms: ["https://meet.example.evil.example/7"] }, "badRoom"],
    ["a room with a user in it", { rooms: ["https://meet.example@evil.example/7"] }, "badRoom"],
    ["a room with a port", { rooms: ["https://meet.example:8443/7"] }, "badRoom"],
    ["a room over http", { rooms: ["http://meet.example/7"] }, "badRoom"],
    ["a room without a scheme", { rooms: ["meet.example/7"] }, "badRoom"],
    ["a room with a script", { rooms: ["javascript:alert(1)"] }, "badRoom"],
    ["a room with a space", { rooms: ["https://meet.example/my room"] }, "badRoom"],
    ["a room with a line break", { rooms: ["https://meet.example/7\n"] }, "badRoom"],
    ["a room with a fragment", { rooms: ["https://meet.example/7#x"] }, "badRoom"],
    ["a room in another script", { rooms: ["https://meet.example/\u0440oom"] }, "badRoom"],
    ["an endless room", { rooms: [`https://meet.example/${"x".repeat(500)}`] }, "badRoom"],
    ["a room twice", { rooms: ["https://meet.example/7", "https://meet.example/7"] }, "badRoom"],
    ["eleven rooms", { rooms: Array.from({ length: 11 }, (_, n) => `https://meet.example/${n}`) }, "badRoom"],
    ["plain to a mailbox", { mode: "plain" }, "plainNotAllowed"],
    ["rehearsal far away", { settings: { rehearsal: {} } }, "rehearsalNotAllowed"],
    ["a crisis line of two lines", { settings: { crisisLine: "a\nb" } }, "notUnderstood"],
    ["a crisis line that is too long", { settings: { crisisLine: "1".repeat(161) } }, "notUnderstood"],
    ["take-back beyond a day", { settings: { takeBackSeconds: 86_401 } }, "notUnderstood"],
    ["minimum below a minute", { settings: { minimumLiveSeconds: 59 } }, "notUnderstood"],
    ["half a second", { settings: { takeBackSeconds: 0.5 } }, "notUnderstood"],
    ["update zero", { update: 0 }, "notUnderstood"],
    ["short secret", { secret: "abc" }, "notUnderstood"],
    ["short issuer key", { issuer: { name: "Dr. Rivera", key: "abc" } }, "notUnderstood"],
    ["nameless", { issuer: { ...usualInvite().issuer, name: "" } }, "notUnderstood"],
    ["client with a separator", { client: "a|b" }, "notUnderstood"],
    ["instrument without a version", { instrument: "afs-core" }, "notUnderstood"],
    ["never expires", { expiresAt: Number.POSITIVE_INFINITY }, "notUnderstood"],
  ])("is refused: %s", (_, changed, reason) => {
    expect(check(changed)).toBe(reason);
  });

  test("may shorten timings only where its endpoint is this machine and the caller allows that", () => {
    expect(check(REHEARSAL, true)).toBeNull();
    expect(check(REHEARSAL)).toBe("endpointNotHttps");
    expect(check({ settings: REHEARSAL.settings }, true)).toBe("rehearsalNotAllowed");
  });

  test.each([{ "a b": 1 }, { grace: -1 }, { grace: Number.NaN }, { grace: 86_401 }])(
    "is refused with strange timings %j",
    (rehearsal) => {
      expect(check({ ...REHEARSAL, settings: { rehearsal } }, true)).toBe("notUnderstood");
    },
  );
});

test.each(["Dr.\nRivera", " Dr. Rivera", "Dr. \u202eareviR", "Dr.\u200bRivera", "x".repeat(81), "\ud800"])(
  "a name that would not read as it is, %j, is refused",
  (name) => {
    expect(isIssuerName(name)).toBe(false);
  },
);

test("a room on this machine is fine where this machine is a site, and of http only", () => {
  const local = { videoHosts: ["localhost:3000"] };
  expect(check({ ...local, rooms: ["http://localhost:3000/room/a"] }, true)).toBeNull();
  expect(check({ ...local, rooms: ["https://localhost:3000/room/a"] }, true)).toBe("badRoom");
});

test("what is kept of an invite has no address of a room in it", () => {
  const { rooms: _, ...rest } = usualInvite({ rooms: ["https://meet.example/7"], dedicatedHosts: ["meet.example"] });
  expect(withoutRooms(usualInvite({ rooms: ["https://meet.example/7"], dedicatedHosts: ["meet.example"] }))).toEqual(
    rest,
  );
});
