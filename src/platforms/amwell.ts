/** Amwell. A portal of which only the domain is known; the address of the visit is asked for. */
import type { Platform } from "./platform.ts";

export const amwell: Platform = {
  id: "amwell",
  name: "Amwell",
  otherNames: [],
  hosts: ["*.amwell.com"],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: null,
  lobbyPaths: [],
  evidence: "unknown",
  endings: [],
  confidence: "named",
  source: "Amwell's terms of use name the service's sites (2026-11)",
};
