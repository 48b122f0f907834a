/** Healthie. Calls of two by Vonage, groups by Zoom's kit; where they run is not known: the address is asked for. */
import type { Platform } from "./platform.ts";

export const healthie: Platform = {
  id: "healthie",
  name: "Healthie",
  otherNames: [],
  hosts: ["*.gethealthie.com"],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: null,
  lobbyPaths: [],
  evidence: "media",
  endings: [],
  confidence: "reported",
  source: "booking links in public code; Healthie's help on video calls (2026-11)",
};
