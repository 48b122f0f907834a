/** LiveKit with pages of the practice's own. */
import type { Platform } from "./platform.ts";

export const livekit: Platform = {
  id: "livekit",
  name: "LiveKit (own server)",
  otherNames: [],
  hosts: [],
  callHosts: [],
  frameHosts: [],
  use: "shared",
  rooms: null,
  lobbyPaths: [],
  evidence: "media",
  endings: [],
  confidence: "documented",
  source: "LiveKit's documentation (2026-11)",
};
