/** RingCentral Video. What comes after the call is not known. */
import type { Platform } from "./platform.ts";

export const ringcentral: Platform = {
  id: "ringcentral",
  name: "RingCentral Video",
  otherNames: [],
  hosts: ["v.ringcentral.com"],
  callHosts: [],
  frameHosts: [],
  use: "shared",
  rooms: [{ path: /^\/(?:join|conf\/on)\/(\d+)$/ }],
  lobbyPaths: [],
  evidence: "unknown",
  endings: [],
  confidence: "reported",
  source: "RingCentral's developer guide; meeting links in public code (2026-11)",
};
