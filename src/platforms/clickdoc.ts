/** CLICKDOC by CGM. On which host the call runs is not known: its address is asked for. */
import type { Platform } from "./platform.ts";

export const clickdoc: Platform = {
  id: "clickdoc",
  name: "CLICKDOC",
  otherNames: ["CGM"],
  hosts: ["*.clickdoc.de"],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: null,
  lobbyPaths: [],
  evidence: "unknown",
  endings: [],
  confidence: "named",
  source: "practices' instructions for patients; public tests of clickdoc.de (2026-11)",
};
