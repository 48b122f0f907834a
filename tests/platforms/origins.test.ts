import { describe, expect, test } from "vitest";
import { originOfHost } from "../../src/core/invite/origins.ts";
import { findPlatform, PLATFORMS, platformOfHost } from "../../src/platforms/index.ts";
import { addressNeedOf, hostsFor, hostsWith, originsFor, practiceHost } from "../../src/platforms/origins.ts";
import type { Platform } from "../../src/platforms/platform.ts";

const zoom = findPlatform("zoom-web")!;
const doxy = findPlatform("doxy-me")!;
const jitsi = findPlatform("jitsi")!;

describe("a chosen service asks for", () => {
  test("all hosts that are known where nothing is typed", () => {
    expect(originsFor(zoom, null)).toEqual(["https://zoom.us", "https://app.zoom.us"]);
  });

  test("the typed host and where its calls run, and for nothing else", () => {
    expect(originsFor(zoom, "clinic.zoom.us")).toEqual(["https://clinic.zoom.us", "https://app.zoom.us"]);
    expect(originsFor(doxy, "clinic.doxy.me")).toEqual(["https://clinic.doxy.me"]);
    expect(originsFor(jitsi, "meet.practice.example")).toEqual(["https://meet.practice.example"]);
  });

  test("the vendor's frame, wherever the page is", () => {
    const framed: Platform = { ...doxy, frameHosts: ["frame.example"] };
    expect(hostsFor(framed, null)).toEqual(["doxy.me", "frame.example"]);
    expect(hostsFor(framed, "clinic.doxy.me")).toEqual(["clinic.doxy.me", "frame.example"]);
  });

  test("never for a whole domain, and never for more than an invite may name", () => {
    for (const platform of PLATFORMS) {
      const asked = [hostsFor(platform, null), hostsFor(platform, "typed.example")].flat();
      expect(asked.filter((host) => host.includes("*"))).toEqual([]);
      expect(hostsFor(platform, "typed.example").length).toBeLessThanOrEqual(5);
    }
  });
});

test("a typed address of a known service asks for what its calls need", () => {
  expect(hostsWith("clinic.zoom.us")).toEqual(["clinic.zoom.us", "app.zoom.us"]);
  expect(hostsWith("meet.practice.example").map(originOfHost)).toEqual(["https://meet.practice.example"]);
});

test.each([
  ["google-meet", "none"],
  ["doxy-me", "optional"],
  ["jane", "needed"],
  ["nextcloud-talk", "needed"],
] as const)("%s: an address is %s", (id, need) => expect(addressNeedOf(findPlatform(id)!)).toBe(need));

test.each([
  ["doxy-me", "clinic", "clinic.doxy.me"],
  ["doxy-me", "clinic.doxy.me", "clinic.doxy.me"],
  ["jane", "clinic", "clinic"],
  ["nextcloud-talk", "clinic", "clinic"],
] as const)("%s: typed %s is %s", (id, typed, host) => expect(practiceHost(findPlatform(id)!, typed)).toBe(host));

test.each([
  ["zoom.us", "zoom-web"],
  ["us02web.zoom.us:8443", "zoom-web"],
  ["evilzoom.us", null],
  ["doxy.me.evil.example", null],
  ["", null],
] as const)("%j belongs to %s", (host, id) => expect(platformOfHost(host)?.id ?? null).toBe(id));
