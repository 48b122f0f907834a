/** viomedi. A link for one visit; on which host is not known: its address is asked for. */
import type { Platform } from "./platform.ts";

export const viomedi: Platform = {
  id: "viomedi",
  name: "viomedi",
  otherNames: [],
  hosts: ["*.viomedi.de"],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: null,
  lobbyPaths: [],
  evidence: "unknown",
  endings: [],
  confidence: "named",
  source: "practices' instructions for patients (2026-11)",
};
