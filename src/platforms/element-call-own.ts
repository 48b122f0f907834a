/** Element Call on a server of the practice, or as a widget in a Matrix client. */
import type { Platform } from "./platform.ts";

export const elementCallOwn: Platform = {
  id: "element-call-own",
  name: "Element Call (own server)",
  otherNames: ["Matrix"],
  hosts: [],
  callHosts: [],
  frameHosts: [],
  use: "shared",
  rooms: null,
  lobbyPaths: [],
  evidence: "media",
  endings: ["P-b", "P-f"],
  confidence: "documented",
  source: "element-hq/element-call, docs/url-params.md (2026-11)",
};
