/** Jitsi as a service by 8x8: every room begins with the practice's own part. Often a frame in another site. */
import type { Platform } from "./platform.ts";

export const jaas: Platform = {
  id: "jaas",
  name: "8x8 meetings",
  otherNames: ["Jitsi", "JaaS"],
  hosts: ["8x8.vc"],
  callHosts: [],
  frameHosts: [],
  use: "shared",
  rooms: [{ path: /^\/(?!static\/)([^/]+\/[^/]+)$/, ignoresCase: true }],
  lobbyPaths: [],
  evidence: "media",
  endings: ["P-c", "P-f"],
  confidence: "documented",
  source: "8x8's developer documentation of JaaS; jitsi/jitsi-meet (2026-11)",
};
