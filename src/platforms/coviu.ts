/** Coviu. After leaving, the practice may send the client to any address. A closed tab leaves the room open. */
import type { Platform } from "./platform.ts";

export const coviu: Platform = {
  id: "coviu",
  name: "Coviu",
  otherNames: [],
  hosts: ["coviu.com", "*.coviu.com"],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: [{ path: /^\/session\/([^/]+)$/ }],
  lobbyPaths: [],
  evidence: "media",
  endings: ["P-d"],
  confidence: "reported",
  source: "session addresses in public code; exit options in Coviu's interface documentation (2026-11)",
};
