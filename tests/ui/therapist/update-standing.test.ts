import { describe, expect, test } from "vitest";
import { placeMarkOf } from "../../../src/protocol/place.ts";
import { sortInbox } from "../../../src/ui/therapist/inbox.ts";
import { updateStandingOf } from "../../../src/ui/therapist/update-standing.ts";
import { clientRecord, NOW, PLACE, responseFile } from "./open-therapist.tsx";
import { SHARE } from "./places.ts";

const responseOf = (client: string, at: number) => ({
  ...sortInbox([responseFile(1, { B1: 5 }, { client })]).responses[0]!,
  at,
});

const UPDATED = { recipients: ["age1newer"], earlier: [["age1therapist"]], to: "print", update: 2, expiresAt: NOW + 1 };

function standing(changed: Parameters<typeof clientRecord>[0], sealedFor: readonly string[] = [], now = NOW) {
  const inbox = { sealedFor: new Set(sealedFor), responses: [] };
  return updateStandingOf(clientRecord(changed), { present: ["age1newer"], place: PLACE, inbox, now });
}

test.each([
  ["sealing for an earlier key", {}, "needed"],
  ["sealing for an earlier key, and invited elsewhere", { invite: null }, "elsewhere"],
  ["invited with the present key", { recipients: ["age1newer"] }, "current"],
  ["whose update has not been seen yet", UPDATED, "sent"],
  ["sealing for a practice that was removed", { recipients: ["age1newer", "age1practice"] }, "needed"],
] as const)("a client %s: %s %s", (_, changed, expected) => {
  expect(standing(changed)).toBe(expected);
});

test("an update is done once something sealed with it has come", () => {
  expect(standing(UPDATED, ["c1|before"])).toBe("sent");
  expect(standing(UPDATED, ["c2|print"])).toBe("sent");
  expect(standing(UPDATED, ["c1|print"])).toBe("current");
});

describe("a client of another place", () => {
  const told = { recipients: ["age1newer"], place: placeMarkOf(SHARE) };
  const moved = { ...told, ...UPDATED, recipients: ["age1newer"], place: placeMarkOf(PLACE), movedAt: NOW };
  const answered = (at: number) => ({ sealedFor: new Set(["c1|print"]), responses: [responseOf("c1", at)] });
  const after = (inbox: Parameters<typeof updateStandingOf>[1]["inbox"]) =>
    updateStandingOf(clientRecord(moved), { present: ["age1newer"], place: PLACE, inbox, now: NOW });

  test("needs an update, where the place is known to have changed", () => {
    expect(standing(told)).toBe("needed");
    expect(standing({ ...told, invite: null })).toBe("elsewhere");
    expect(standing({ ...told, place: placeMarkOf(PLACE) })).toBe("current");
  });

  test("has it once something that was given since has come from the new one", () => {
    expect(after(answered(NOW - 1))).toBe("sent");
    expect(after({ ...answered(NOW + 1), responses: [responseOf("c2", NOW + 1)] })).toBe("sent");
    expect(after(answered(NOW + 1))).toBe("current");
  });

  test("is behind where all clients share a key that was changed", () => {
    const token = (text: string) => ({ ...SHARE, endpoint: { ...SHARE.endpoint, token: text } });
    const facts = { present: ["age1newer"], place: token("new"), inbox: null, now: NOW };
    expect(updateStandingOf(clientRecord({ ...told, place: placeMarkOf(token("old")) }), facts)).toBe("needed");
    expect(updateStandingOf(clientRecord({ ...told, place: placeMarkOf(token("new")) }), facts)).toBe("current");
  });
});

test("an update that ran out unseen is needed again", () => {
  expect(standing(UPDATED, [], NOW + 1)).toBe("sent");
  expect(standing(UPDATED, [], NOW + 2)).toBe("needed");
  expect(standing(UPDATED, ["c1|print"], NOW + 2)).toBe("current");
});
