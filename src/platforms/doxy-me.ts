/**
 * Doxy.me. The waiting room tests microphone, speaker and connection, with media; no path tells it from the call.
 */
import type { Platform } from "./platform.ts";

export const doxyMe: Platform = {
  id: "doxy-me",
  name: "Doxy.me",
  otherNames: ["Doxy"],
  hosts: ["doxy.me", "*.doxy.me"],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: [{ path: /^\/([^/]+)$/ }],
  lobbyPaths: [],
  evidence: "media",
  endings: [],
  confidence: "reported",
  source: "MeetingBar's address form; public room links; Doxy.me help 12731708 on the waiting room (2026-11)",
};
