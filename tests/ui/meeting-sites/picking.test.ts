import { describe, expect, test } from "vitest";
import { findPlatform, PLATFORMS } from "../../../src/platforms/index.ts";
import { choose, NOTHING_PICKED, type Picking, readPicking } from "../../../src/ui/meeting-sites/picking.ts";
import { BY_HAND, OTHER, searchPlatforms } from "../../../src/ui/meeting-sites/site-options.ts";

const pick = (chosen: string | null, address = ""): Picking => ({ ...NOTHING_PICKED, chosen, address });
const read = (picking: Picking, allowLocalhost = false) => readPicking(picking, { allowLocalhost });

describe("a place that is chosen", () => {
  test.each([
    ["google-meet", "", ["meet.google.com"]],
    ["zoom-web", "", ["zoom.us", "app.zoom.us"]],
    ["zoom-web", "https://clinic.zoom.us/j/123456789?pwd=x", ["clinic.zoom.us", "app.zoom.us"]],
    ["doxy-me", "", ["doxy.me"]],
    ["doxy-me", "clinic", ["clinic.doxy.me"]],
    ["jane", "clinic.janeapp.com", ["clinic.janeapp.com"]],
    ["nextcloud-talk", "https://cloud.practice.example/call/abcd", ["cloud.practice.example"]],
  ] as const)("as %s with %j asks for %j", (id, address, hosts) => {
    expect(read(pick(id, address))).toEqual({ kind: "site", site: { platform: id, hosts } });
  });

  test("as another address asks for its host, and for what a known service needs beside it", () => {
    expect(read(pick(OTHER, "Meet.example/room"))).toEqual({
      kind: "site",
      site: { platform: null, hosts: ["meet.example"] },
    });
    expect(read(pick(OTHER, "clinic.zoom.us"))).toMatchObject({ site: { hosts: ["clinic.zoom.us", "app.zoom.us"] } });
  });

  test("on this machine is one in the build for demo and tests only", () => {
    expect(read(pick(OTHER, "localhost:8080")).kind).toBe("fault");
    expect(read(pick(OTHER, "localhost:8080"), true)).toMatchObject({ site: { hosts: ["localhost:8080"] } });
  });

  test.each(Object.keys(BY_HAND))("as %s asks for nothing", (code) => {
    expect(read(pick(code))).toEqual({ kind: "byHand" });
  });

  test.each([
    [null, "", "controlSiteFaultNone", "list"],
    ["a-service-of-yesterday", "", "controlSiteFaultAddress", "address"],
    [OTHER, " ", "controlSiteFaultAddress", "address"],
    [OTHER, "my room", "controlSiteFaultShape", "address"],
    [OTHER, "192.168.0.1", "controlSiteFaultShape", "address"],
    [OTHER, "*.example.com", "controlSiteFaultShape", "address"],
    ["jane", "", "controlSiteFaultAddress", "address"],
    ["jane", "clinic.doxy.me", "controlSiteFaultOther", "address"],
    ["doxy-me", "doxy.me.evil.example", "controlSiteFaultOther", "address"],
  ] as const)("as %s with %j is not enough: %s", (chosen, address, key, beside) => {
    expect(read(pick(chosen, address))).toEqual({ kind: "fault", fault: { key, beside } });
  });
});

describe("choosing", () => {
  const pasted = { ...NOTHING_PICKED, search: " https://clinic.zoom.us/j/1 " };

  test("takes over a pasted link where it can be an address of the choice", () => {
    expect(choose(pasted, OTHER).address).toBe("https://clinic.zoom.us/j/1");
    expect(choose(pasted, "zoom-web").address).toBe("https://clinic.zoom.us/j/1");
  });

  test.each(["jane", "google-meet", "byPhone"])("%s takes over no link of somebody else", (chosen) => {
    expect(choose(pasted, chosen).address).toBe("");
  });

  test("something else forgets the address of what was chosen before", () => {
    expect(choose(pick(OTHER, "meet.example"), "jane")).toEqual(pick("jane"));
  });

  test("another address does not take the name of a service for one", () => {
    expect(choose({ ...NOTHING_PICKED, search: "jane" }, OTHER).address).toBe("");
  });
});

describe("the search", () => {
  const found = (search: string) => searchPlatforms(search).map(({ id }) => id);

  test("finds all with nothing typed", () => expect(searchPlatforms(" ")).toEqual(PLATFORMS));

  test.each([
    ["doxy.me", "doxy-me"],
    ["DOXYME", "doxy-me"],
    ["kareo", "tebra"],
    ["simple practice", "simplepractice"],
    ["therapyportal", "therapynotes"],
    ["https://us02web.zoom.us/j/123", "zoom-web"],
    ["clinic.janeapp.com", "jane"],
  ])("%j finds %s", (search, id) => expect(found(search)).toContain(id));

  test("finds nothing where there is nothing", () => expect(found("carrier pigeon")).toEqual([]));
});

test("no service is called like one of the other ways", () => {
  for (const code of [OTHER, ...Object.keys(BY_HAND)]) expect(findPlatform(code)).toBeNull();
});
