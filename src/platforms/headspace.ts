/** Headspace. A portal of which only the domain is known; the address of the session is asked for. */
import type { Platform } from "./platform.ts";

export const headspace: Platform = {
  id: "headspace",
  name: "Headspace",
  otherNames: ["Ginger"],
  hosts: ["*.headspace.com"],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: null,
  lobbyPaths: [],
  evidence: "unknown",
  endings: [],
  confidence: "named",
  source: "Headspace's site (2026-11)",
};
