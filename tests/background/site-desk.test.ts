import { beforeEach, describe, expect, test } from "vitest";
import { createSiteDesk } from "../../src/background/site-desk.ts";
import { MAX_OWN_SITES, type OwnSite } from "../../src/core/invite/own-site.ts";
import type { Pairing } from "../../src/core/outbox/pairing.ts";
import { usualInvite } from "../core/invite/usual-invite.ts";

const MEET = { platform: "google-meet", hosts: ["meet.google.com"] };
const ZOOM = { platform: "zoom-web", hosts: ["zoom.us", "app.zoom.us"] };

let pairing: Pairing | null;
let stored: readonly OwnSite[];
let granted: Set<string>;
let released: string[];
let unwatched: string[];
let changes: number;
let watchedAgain: number;
beforeEach(() => {
  const invite = usualInvite({ videoHosts: ["meet.example"] });
  pairing = { invite, acceptedAt: 1, consentHash: "h", publicKey: "k", mac: "m" };
  stored = [];
  granted = new Set(["https://meet.example", "https://box.example"]);
  released = [];
  unwatched = [];
  changes = 0;
  watchedAgain = 0;
});

let ownView: readonly string[] = [];
let made = 0;
/** The background may have been stopped between any two requests: each has a desk of its own. */
const desk = () =>
  createSiteDesk({
    pairing: async () => pairing,
    ownSites: { read: async () => stored, update: async (change) => (stored = change(stored)) },
    ownViewOrigins: async () => ownView,
    endpointOrigins: async () => ["https://box.example"],
    isPermitted: async (origins) => origins.every((origin) => granted.has(origin)),
    releaseHosts: async (origins) => {
      for (const origin of origins) granted.delete(origin);
      released.push(...origins);
    },
    stopWatching: async (origins) => void unwatched.push(...origins),
    watchAgain: async () => void watchedAgain++,
    changed: async () => void changes++,
    newId: () => `site-${++made}`,
    rules: { allowLocalhost: false },
  });

function grant(site: { readonly hosts: readonly string[] }): void {
  for (const host of site.hosts) granted.add(`https://${host}`);
}

async function addAllowed(site: Parameters<ReturnType<typeof desk>["add"]>[0]): Promise<string> {
  grant(site);
  expect(await desk().add(site)).toBe("added");
  return stored.at(-1)!.id;
}

test("a site that is removed and added again is heard again, also where the browser never took its grant back", async () => {
  const id = await addAllowed(MEET);
  await desk().remove({ id });
  expect([unwatched, watchedAgain]).toEqual([["https://meet.google.com"], 1]);
  await addAllowed(MEET);
  expect(await desk().enrolled()).toContain("https://meet.google.com");
});

describe("a site the client adds", () => {
  test("is stored, watched beside those of the invite, and listed after them", async () => {
    const id = await addAllowed(ZOOM);
    expect(await desk().enrolled()).toEqual(["https://meet.example", "https://zoom.us", "https://app.zoom.us"]);
    expect(await desk().list()).toEqual([
      { id: null, platform: null, hosts: ["meet.example"], permitted: true },
      { id, ...ZOOM, permitted: true },
    ]);
    expect(changes).toBe(1);
  });

  test("is not stored while the browser withholds it", async () => {
    expect(await desk().add(MEET)).toBe("notAllowed");
    expect(stored).toEqual([]);
  });

  test("is there once, however often it is added", async () => {
    await addAllowed(MEET);
    expect(await desk().add(MEET)).toBe("alreadyThere");
    expect(await desk().add({ platform: null, hosts: ["meet.example"] })).toBe("alreadyThere");
    expect(stored).toHaveLength(1);
  });

  test.each([
    ["an address of this machine", { platform: null, hosts: ["localhost:8080"] }],
    ["no name of a host", { platform: null, hosts: ["meet.example/room"] }],
    ["a whole domain", { platform: null, hosts: ["*.zoom.us"] }],
    ["a service nobody knows", { platform: "teletherapy-9000", hosts: ["meet.google.com"] }],
  ])("is refused as %s", async (_, site) => {
    grant(site);
    expect(await desk().add(site)).toBe("refused");
    expect(stored).toEqual([]);
  });

  test("is refused without a therapist, and what the browser granted for it is given back", async () => {
    pairing = null;
    grant(MEET);
    expect(await desk().add(MEET)).toBe("refused");
    expect(released).toEqual(["https://meet.google.com"]);
  });

  test("is refused where there are too many already", async () => {
    const site = (n: number) => ({ id: `s${n}`, platform: null, hosts: [`m${n}.example`] });
    stored = Array.from({ length: MAX_OWN_SITES }, (_, n) => site(n));
    grant(MEET);
    expect(await desk().add(MEET)).toBe("refused");
  });
});

describe("a site the client removes", () => {
  test("is watched no more, and its permission is given back", async () => {
    const id = await addAllowed(ZOOM);
    await desk().remove({ id });
    expect(unwatched).toEqual(["https://zoom.us", "https://app.zoom.us"]);
    expect(released).toEqual(["https://zoom.us", "https://app.zoom.us"]);
    expect(await desk().enrolled()).toEqual(["https://meet.example"]);
    expect(changes).toBe(2);
  });

  test("leaves what another site still needs", async () => {
    const id = await addAllowed(ZOOM);
    await addAllowed({ platform: null, hosts: ["clinic.zoom.us", "app.zoom.us"] });
    await desk().remove({ id });
    expect(unwatched).toEqual(["https://zoom.us"]);
    expect(released).toEqual(["https://zoom.us"]);
  });

  test("is watched no more but stays allowed where answers go to the same host", async () => {
    const id = await addAllowed({ platform: "nextcloud-talk", hosts: ["box.example"] });
    await desk().remove({ id });
    expect(unwatched).toEqual(["https://box.example"]);
    expect(released).toEqual([]);
  });

  test("can be removed twice, and none of the invite's can", async () => {
    const id = await addAllowed(MEET);
    await desk().remove({ id });
    await desk().remove({ id });
    await desk().remove({ id: "meet.example" });
    expect(await desk().enrolled()).toEqual(["https://meet.example"]);
    expect(released).toEqual(["https://meet.google.com"]);
  });
});

test("a permission taken away in the browser is seen in the list", async () => {
  await addAllowed(ZOOM);
  granted.delete("https://app.zoom.us");
  expect((await desk().list()).map(({ permitted }) => permitted)).toEqual([true, false]);
});

test("without a therapist, a therapist's own places are watched, where this profile has any", async () => {
  pairing = null;
  ownView = ["https://work.example"];
  expect(await desk().enrolled()).toEqual(["https://work.example"]);
  expect(await desk().list()).toEqual([]);
  ownView = [];
});

test("without a therapist nothing is watched or listed", async () => {
  await addAllowed(MEET);
  pairing = null;
  expect(await desk().enrolled()).toEqual([]);
  expect(await desk().list()).toEqual([]);
});

test("leaving the therapist forgets the client's sites and says which permissions they had", async () => {
  await addAllowed(ZOOM);
  pairing = null;
  expect(await desk().forget()).toEqual(["https://zoom.us", "https://app.zoom.us"]);
  expect(stored).toEqual([]);
});
