/** HCW@Home on a server of the practice or hospital. Leaving asks first. */
import type { Platform } from "./platform.ts";

export const hcwAtHome: Platform = {
  id: "hcw-at-home",
  name: "HCW@Home",
  otherNames: ["Healthcare Worker at Home", "iabsis"],
  hosts: [],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: [{ path: /^\/consultation\/([^/]+)\/video$/ }],
  lobbyPaths: [],
  evidence: "media",
  endings: [],
  confidence: "documented",
  source: "HCW@Home's own code, version 6 (2026-11)",
};
