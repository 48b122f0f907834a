/**
 * BigBlueButton on a server of the practice. The test of the microphone before a call is a media connection of its
 * own.
 */
import type { Platform } from "./platform.ts";

export const bigbluebutton: Platform = {
  id: "bigbluebutton",
  name: "BigBlueButton",
  otherNames: ["BBB", "Greenlight"],
  hosts: [],
  callHosts: [],
  frameHosts: [],
  use: "shared",
  rooms: null,
  lobbyPaths: [],
  evidence: "media",
  endings: ["P-c"],
  confidence: "documented",
  source: "BigBlueButton's documentation (2026-11)",
};
