/** RED connect. The code stands behind `#`: all visits have one address, which is the room. */
import type { Platform } from "./platform.ts";

export const redConnect: Platform = {
  id: "red-connect",
  name: "RED connect",
  otherNames: ["RED medical"],
  hosts: ["video.redmedical.de"],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: null,
  lobbyPaths: [],
  evidence: "media",
  endings: [],
  confidence: "documented",
  source: "RED medical's help on RED connect (2026-11)",
};
