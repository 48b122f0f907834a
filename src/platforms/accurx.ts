/**
 * Accurx Video, for clinics in the United Kingdom; it builds on Whereby. Where the call itself runs is not known:
 * its address is asked for.
 */
import type { Platform } from "./platform.ts";

export const accurx: Platform = {
  id: "accurx",
  name: "Accurx",
  otherNames: [],
  hosts: ["*.accurx.com"],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: null,
  lobbyPaths: [],
  evidence: "unknown",
  endings: [],
  confidence: "named",
  source: "Accurx help, firewall settings for video (2026-11)",
};
