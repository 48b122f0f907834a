/** Daily, also as a frame in a practice's own site. The site chooses whether the tab closes, moves on or stays. */
import type { Platform } from "./platform.ts";

export const daily: Platform = {
  id: "daily",
  name: "Daily",
  otherNames: ["Daily.co"],
  hosts: ["*.daily.co"],
  callHosts: [],
  frameHosts: [],
  use: "shared",
  rooms: [{ path: /^\/([^/]+)$/ }],
  lobbyPaths: [],
  evidence: "media",
  endings: ["P-d", "P-e", "P-f"],
  confidence: "documented",
  source: "Daily's reference of rooms and of its prebuilt call (2026-11)",
};
