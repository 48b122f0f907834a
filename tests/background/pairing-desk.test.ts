import { expect, test } from "vitest";
import { createPairingDesk } from "../../src/background/pairing-desk.ts";
import type { Invite } from "../../src/core/invite/invite.ts";
import type { Pairing } from "../../src/core/outbox/pairing.ts";
import { usualInvite } from "../core/invite/usual-invite.ts";

/** A desk whose disk is a variable; every text is the invite. */
function openDesk(invite: Invite) {
  let stored: Pairing | null = null;
  const learned: Invite[] = [];
  const order: string[] = [];
  const desk = createPairingDesk({
    pairing: async () => stored,
    keepPairing: async (pairing) => {
      order.push("pairing");
      stored = pairing;
    },
    keepEndpoint: async () => {},
    readInvite: async () => ({ kind: "ok", invite }),
    learnRooms: async (from) => {
      order.push("rooms");
      learned.push(from);
    },
    makeKey: async () => "key",
    macOf: async () => "mac",
    consents: { add: async () => {}, end: async () => {} },
    isPermitted: async () => true,
    openByItself: { read: async () => true, write: async () => {} },
    heldFor: async () => null,
    withdrawAll: async () => {},
    forgetKey: async () => {},
    releaseHosts: async () => {},
    stopWatching: async () => {},
    changed: async () => {},
    now: () => invite.expiresAt - 1,
  });
  return { desk, learned, order, stored: () => stored };
}

const ROOM = "https://meet.example/room/7";

test("the rooms of an accepted invite are learned before it is kept, and their addresses are not kept", async () => {
  const { desk, learned, order, stored } = openDesk(usualInvite({ rooms: [ROOM], dedicatedHosts: ["meet.example"] }));
  expect(await desk.accept({ text: "A1.x.y", consentHash: "h", openByItself: true })).toEqual({ kind: "accepted" });
  expect(learned).toMatchObject([{ rooms: [ROOM] }]);
  expect(order).toEqual(["rooms", "pairing"]);
  expect(stored()?.invite.dedicatedHosts).toEqual(["meet.example"]);
  expect(JSON.stringify(stored())).not.toContain("room/7");
});

test("a refused invite teaches nothing", async () => {
  const { desk, learned, stored } = openDesk(usualInvite({ instrument: "unknown|1", rooms: [ROOM] }));
  expect(await desk.accept({ text: "A1.x.y", consentHash: "h", openByItself: true })).toMatchObject({
    kind: "refused",
  });
  expect([learned, stored()]).toEqual([[], null]);
});
