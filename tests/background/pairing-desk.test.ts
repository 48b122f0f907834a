import { beforeEach, expect, test } from "vitest";
import { createPairingDesk } from "../../src/background/pairing-desk.ts";
import { packDefinition } from "../../src/core/alliance/definition.ts";
import { type InviteEndpoint } from "../../src/core/invite/endpoint.ts";
import type { Invite } from "../../src/core/invite/invite.ts";
import { endpointOriginsOf } from "../../src/core/invite/origins.ts";
import type { Pairing } from "../../src/core/outbox/pairing.ts";
import { addOn, SOMEBODY } from "../core/alliance/add-ons.ts";
import { shippedInstrument } from "../core/alliance/shipped.ts";
import { USUAL_ENDPOINTS } from "../core/invite/usual-endpoints.ts";
import { usualInvite } from "../core/invite/usual-invite.ts";

const CONSENT = { text: "A1.text", consentHash: "h".repeat(43), openByItself: true };

let pairing: Pairing | null;
let invite: Invite;
let ownSites: readonly string[];
let released: string[];
let steps: string[];
let learned: Invite[];
let endpoints: InviteEndpoint[];
/** Addresses for which answers wait. */
let waitingFor: string[];
beforeEach(() => {
  pairing = null;
  invite = usualInvite();
  ownSites = [];
  released = [];
  steps = [];
  learned = [];
  endpoints = [];
  waitingFor = [];
});

const desk = () =>
  createPairingDesk({
    pairing: async () => pairing,
    keepPairing: async (kept) => {
      steps.push("keepPairing");
      pairing = kept;
    },
    keepEndpoint: async (_, endpoint) => void endpoints.push(endpoint),
    readInvite: async () => ({ kind: "ok", invite }),
    instrumentOf: shippedInstrument,
    learnRooms: async (from) => {
      steps.push("learnRooms");
      learned.push(from);
    },
    makeKey: async () => "key",
    macOf: async () => "mac",
    consents: { add: async () => {}, end: async () => {} },
    isPermitted: async () => true,
    openByItself: { read: async () => true, write: async () => {} },
    pausedUntil: async () => null,
    heldFor: async () => null,
    withdrawAll: async () => void (waitingFor = []),
    forgetKey: async () => {},
    ownSites: {
      origins: async () => ownSites,
      forget: async () => {
        const had = ownSites;
        ownSites = [];
        return had;
      },
    },
    endpointOrigins: async (waitingOnly) =>
      endpoints
        .filter(({ url }) => !waitingOnly || waitingFor.includes(url))
        .flatMap((endpoint) => endpointOriginsOf({ endpoint })),
    releaseHosts: async (origins) => void released.push(...new Set(origins)),
    stopWatching: async () => void steps.push("stopWatching"),
    changed: async () => void steps.push("changed"),
    now: () => 1,
  });

const accept = () => desk().accept(CONSENT);

test("an update gives back the sites it no longer names, but none the client added", async () => {
  invite = usualInvite({ videoHosts: ["old.example", "own.example"] });
  await accept();
  ownSites = ["https://own.example"];
  invite = usualInvite({ update: 2, videoHosts: ["new.example"] });
  expect(await accept()).toEqual({ kind: "accepted" });
  expect(released).toEqual(["https://old.example"]);
});

test("leaving gives back the client's own sites with those of the invite", async () => {
  await accept();
  steps = [];
  ownSites = ["https://own.example"];
  await desk().leave({ deleteWaiting: true });
  expect(released).toEqual(["https://meet.example", "https://box.example", "https://own.example"]);
  expect(ownSites).toEqual([]);
  expect(steps).toEqual(["keepPairing", "stopWatching", "changed"]);
});

test("a first invite begins with nothing of an earlier therapist, also where leaving was cut short", async () => {
  ownSites = ["https://own.example", "https://meet.example"];
  await accept();
  expect(ownSites).toEqual([]);
  expect(steps[0]).toBe("stopWatching");
  expect(released).toEqual(["https://own.example"]);
});

test("leaving keeps the endpoint in reach for what still waits, also where the client met there", async () => {
  await accept();
  waitingFor = [invite.endpoint.url];
  ownSites = ["https://box.example", "https://own.example"];
  await desk().leave({ deleteWaiting: false });
  expect(released).toEqual(["https://meet.example", "https://own.example"]);
});

test("leaving keeps all that sending needs, and gives it all back when nothing waits", async () => {
  invite = usualInvite({ endpoint: USUAL_ENDPOINTS["apps-script"] });
  await accept();
  waitingFor = [invite.endpoint.url];
  await desk().leave({ deleteWaiting: false });
  expect(released).toEqual(["https://meet.example"]);
  await accept();
  released = [];
  await desk().leave({ deleteWaiting: true });
  expect(released).toEqual([
    "https://meet.example",
    "https://script.google.com",
    "https://script.googleusercontent.com",
  ]);
});

const OLD = { ...usualInvite().endpoint, url: "https://old.example" };

test("leaving gives back the places of earlier invites, but for those that answers still wait for", async () => {
  invite = usualInvite({ endpoint: OLD });
  await accept();
  waitingFor = [OLD.url];
  invite = usualInvite({ update: 2 });
  await accept();
  expect(released).toEqual([]);
  await desk().leave({ deleteWaiting: false });
  expect(released).toEqual(["https://meet.example", "https://box.example"]);
  invite = usualInvite();
  await accept();
  released = [];
  await desk().leave({ deleteWaiting: true });
  expect(released).toContain("https://old.example");
});

test("an update gives back the earlier place once nothing waits for it", async () => {
  invite = usualInvite({ endpoint: OLD });
  await accept();
  invite = usualInvite({ update: 2 });
  await accept();
  expect(released).toEqual(["https://old.example"]);
});

test("an update keeps a site it no longer names where answers still wait for a place on it", async () => {
  invite = usualInvite({ endpoint: OLD, videoHosts: ["old.example"] });
  await accept();
  waitingFor = [OLD.url];
  invite = usualInvite({ update: 2 });
  await accept();
  expect(released).toEqual([]);
});

const ROOM = "https://meet.example/room/7";

test("the rooms of an accepted invite are learned before it is kept, and their addresses are not kept", async () => {
  invite = usualInvite({ rooms: [ROOM], dedicatedHosts: ["meet.example"] });
  expect(await accept()).toEqual({ kind: "accepted" });
  expect(learned).toMatchObject([{ rooms: [ROOM] }]);
  expect(steps).toEqual(["stopWatching", "learnRooms", "keepPairing", "changed"]);
  expect(pairing?.invite.dedicatedHosts).toEqual(["meet.example"]);
  expect(JSON.stringify(pairing)).not.toContain("room/7");
});

test("a refused invite teaches nothing", async () => {
  invite = usualInvite({ instrument: "unknown|1", rooms: [ROOM] });
  expect(await accept()).toMatchObject({ kind: "refused" });
  expect([learned, pairing]).toEqual([[], null]);
});

test("an invite with questions that may not stand beside its set is refused, and changes nothing", async () => {
  const addOns = [JSON.stringify(packDefinition(addOn("risq")))];
  invite = usualInvite({ addOns });
  expect(await accept()).toEqual({ kind: "refused", reason: "instrumentUnknown" });
  expect([pairing, steps, learned]).toEqual([null, [], []]);
  invite = usualInvite({ addOns, outside: SOMEBODY, instrument: "afs-group|1" });
  expect(await accept()).toEqual({ kind: "refused", reason: "instrumentUnknown" });
  invite = usualInvite({ addOns, outside: SOMEBODY });
  expect(await accept()).toEqual({ kind: "accepted" });
});
