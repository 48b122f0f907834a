/**
 * FaceTime in a browser, from a link that an Apple device made. The room stands behind `#`, so that all links are
 * one page.
 */
import type { Platform } from "./platform.ts";

export const facetime: Platform = {
  id: "facetime",
  name: "FaceTime link",
  otherNames: ["Apple"],
  hosts: ["facetime.apple.com"],
  callHosts: [],
  frameHosts: [],
  use: "shared",
  rooms: [],
  lobbyPaths: [],
  evidence: "unknown",
  endings: [],
  confidence: "reported",
  source: "MeetingBar's address form (2026-11)",
};
