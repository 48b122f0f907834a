import { expect, test } from "vitest";
import { sitesOfHosts } from "../../src/platforms/sites-of-hosts.ts";

test("hosts of one service are one site, others stand alone", () => {
  expect(sitesOfHosts(["zoom.us", "meet.practice.example", "app.zoom.us"])).toEqual([
    { platform: "zoom-web", hosts: ["zoom.us", "app.zoom.us"] },
    { platform: null, hosts: ["meet.practice.example"] },
  ]);
});

test("no hosts are no sites", () => expect(sitesOfHosts([])).toEqual([]));
