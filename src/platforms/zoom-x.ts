/** Zoom X by Deutsche Telekom. Where its web client runs is not known: the address is asked for. */
import type { Platform } from "./platform.ts";

export const zoomX: Platform = {
  id: "zoom-x",
  name: "Zoom X",
  otherNames: ["Telekom"],
  hosts: ["*.zoom-x.de"],
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
