/**
 * Jitsi on a server of the practice. Has one connection to the server and one to the other person, and reloads
 * itself in trouble.
 */
import type { Platform } from "./platform.ts";

export const jitsi: Platform = {
  id: "jitsi",
  name: "Jitsi (own server)",
  otherNames: ["Jitsi Meet"],
  hosts: [],
  callHosts: [],
  frameHosts: [],
  use: "shared",
  rooms: null,
  lobbyPaths: [],
  evidence: "media",
  endings: ["P-c", "P-f"],
  confidence: "documented",
  source: "jitsi/jitsi-meet (2026-11)",
};
