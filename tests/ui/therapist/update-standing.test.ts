import { expect, test } from "vitest";
import { updateStandingOf } from "../../../src/ui/therapist/update-standing.ts";
import { clientRecord, NOW, PLACE } from "./open-therapist.tsx";

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

test("an update that ran out unseen is needed again", () => {
  expect(standing(UPDATED, [], NOW + 1)).toBe("sent");
  expect(standing(UPDATED, [], NOW + 2)).toBe("needed");
  expect(standing(UPDATED, ["c1|print"], NOW + 2)).toBe("current");
});
