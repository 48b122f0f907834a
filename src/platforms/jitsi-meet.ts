/** Jitsi's public server. Writes room names in small letters, whatever was typed. */
import type { Platform } from "./platform.ts";

export const jitsiMeet: Platform = {
  id: "jitsi-meet",
  name: "Jitsi Meet",
  otherNames: ["meet.jit.si"],
  hosts: ["meet.jit.si"],
  callHosts: [],
  frameHosts: [],
  use: "shared",
  rooms: [{ path: /^\/(?!static\/)(.+)$/, ignoresCase: true }],
  lobbyPaths: [],
  evidence: "media",
  endings: ["P-c", "P-f"],
  confidence: "documented",
  source: "jitsi/jitsi-meet, its way with room names and its close pages (2026-11)",
};
