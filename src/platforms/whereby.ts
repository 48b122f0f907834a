/** Whereby, also as a frame in a practice's own site. Who stays alone is sent out after a time. */
import type { Platform } from "./platform.ts";

export const whereby: Platform = {
  id: "whereby",
  name: "Whereby",
  otherNames: ["appear.in"],
  hosts: ["whereby.com", "*.whereby.com"],
  callHosts: [],
  frameHosts: [],
  use: "shared",
  rooms: [{ path: /^\/([^/]+)$/ }],
  lobbyPaths: [],
  evidence: "media",
  endings: ["P-f"],
  confidence: "documented",
  source: "Whereby's documentation of rooms and of embedding (2026-11)",
};
