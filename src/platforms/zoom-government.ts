/** Zoom for US authorities. Where its web client runs is not known: the address is asked for. */
import type { Platform } from "./platform.ts";

export const zoomGovernment: Platform = {
  id: "zoom-government",
  name: "Zoom for Government",
  otherNames: [],
  hosts: ["*.zoomgov.com"],
  callHosts: [],
  frameHosts: [],
  use: "shared",
  rooms: [{ path: /^\/j\/(\d{9,11})$/ }],
  lobbyPaths: [],
  evidence: "unknown",
  endings: [],
  confidence: "reported",
  source: "MeetingBar's address form (2026-11)",
};
