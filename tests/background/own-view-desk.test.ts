import { beforeEach, expect, test } from "vitest";
import type { DueCheckIn } from "../../src/background/check-in-desk.ts";
import { createOwnViewDesk } from "../../src/background/own-view-desk.ts";
import { MAX_OWN_SITES, type OwnSite } from "../../src/core/invite/own-site.ts";

const MEET = { platform: "google-meet", hosts: ["meet.google.com"] };
const ENDED: DueCheckIn = { session: "s1", endedAt: 3_000, behind: 0 };

let paired: boolean;
let stored: readonly OwnSite[];
let granted: Set<string>;
let released: string[];
let unwatched: string[];
let due: DueCheckIn | null;
let opened: string[];
let changes: number;
let made: number;
beforeEach(() => {
  paired = false;
  stored = [];
  granted = new Set(["https://meet.google.com"]);
  released = [];
  unwatched = [];
  due = null;
  opened = [];
  changes = 0;
  made = 0;
});

/** The background may have been stopped between any two requests: each has a desk of its own. */
const desk = () =>
  createOwnViewDesk({
    isPaired: async () => paired,
    sites: { read: async () => stored, update: async (change) => (stored = change(stored)) },
    endpointOrigins: async () => ["https://box.example"],
    enrolled: async () =>
      paired ? ["https://meet.google.com"] : stored.flatMap(({ hosts }) => hosts.map((host) => `https://${host}`)),
    isPermitted: async (origins) => origins.every((origin) => granted.has(origin)),
    releaseHosts: async (origins) => void released.push(...origins),
    stopWatching: async (origins) => void unwatched.push(...origins),
    watchAgain: async () => {},
    due: async () => due,
    noteOpened: async (checkInId) => void opened.push(checkInId),
    changed: async () => void changes++,
    newId: () => `site-${++made}`,
    rules: { allowLocalhost: false },
  });

test("nothing is followed and nothing asked until a place was added", async () => {
  due = ENDED;
  expect(await desk().origins()).toEqual([]);
  expect(await desk().open()).toBeNull();
});

test("on a place that was added and allowed, each ended session is asked about", async () => {
  expect(await desk().add(MEET)).toBe("added");
  expect(await desk().origins()).toEqual(["https://meet.google.com"]);
  expect(await desk().hosts()).toEqual(["meet.google.com"]);
  due = ENDED;
  expect(await desk().open()).toEqual({ checkInId: "s1", endedAt: 3_000, behind: 0 });
  expect([opened, changes]).toEqual([["s1"], 1]);
});

test("a call that goes on is not asked about", async () => {
  await desk().add(MEET);
  due = { ...ENDED, endedAt: null };
  expect(await desk().open()).toBeNull();
});

test("where a client's invite holds, nothing is followed for a therapist, and no place is added", async () => {
  await desk().add(MEET);
  paired = true;
  due = ENDED;
  expect(await desk().origins()).toEqual([]);
  expect(await desk().open()).toBeNull();
  expect(await desk().add({ platform: null, hosts: ["work.example"] })).toBe("isClient");
  expect(released).toEqual(["https://work.example"]);
  expect(await desk().read()).toMatchObject({ isClient: true, sites: [{ hosts: ["meet.google.com"] }] });
});

test.each([
  ["a host that is none", { platform: null, hosts: ["work"] }, "refused"],
  ["a service nobody knows", { platform: "no-such", hosts: ["work.example"] }, "refused"],
  ["what the browser did not allow", { platform: null, hosts: ["work.example"] }, "notAllowed"],
] as const)("%s is not added", async (_, site, answer) => {
  expect(await desk().add(site)).toBe(answer);
  expect(stored).toEqual([]);
});

test("a place is added once, and the list stays one that can be read", async () => {
  await desk().add(MEET);
  expect(await desk().add(MEET)).toBe("alreadyThere");
  stored = Array.from({ length: MAX_OWN_SITES }, (_, index) => ({ ...MEET, id: `s${index}` }));
  expect(await desk().add({ platform: null, hosts: ["work.example"] })).toBe("refused");
});

test("a place that is removed is looked at no more, and its permission is given back", async () => {
  await desk().add(MEET);
  await desk().remove({ id: "site-1" });
  expect([stored, unwatched, released]).toEqual([[], ["https://meet.google.com"], ["https://meet.google.com"]]);
});

test("removing it does not disturb a client who meets at the same place", async () => {
  await desk().add(MEET);
  paired = true;
  await desk().remove({ id: "site-1" });
  expect(unwatched).toEqual([]);
});

test("when a client's invite is accepted, the places end", async () => {
  await desk().add(MEET);
  expect(await desk().forget()).toEqual(["https://meet.google.com"]);
  expect(stored).toEqual([]);
});
