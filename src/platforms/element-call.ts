/** Element Call. The room stands behind `#`, which no address here holds; the old form had it in the path. */
import type { Platform } from "./platform.ts";

export const elementCall: Platform = {
  id: "element-call",
  name: "Element Call",
  otherNames: ["Matrix"],
  hosts: ["call.element.io"],
  callHosts: [],
  frameHosts: [],
  use: "shared",
  rooms: [{ path: /^\/(?!room$)([^/]+)$/ }],
  lobbyPaths: [],
  evidence: "media",
  endings: ["P-b", "P-f"],
  confidence: "documented",
  source: "element-hq/element-call, docs/url-params.md (2026-11)",
};
