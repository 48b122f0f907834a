/**
 * Jane. The call has a tab of its own that closes itself; on which host is not known: if it is not the clinic's,
 * that address is needed.
 */
import type { Platform } from "./platform.ts";

export const jane: Platform = {
  id: "jane",
  name: "Jane",
  otherNames: ["Jane App"],
  hosts: ["*.janeapp.com", "*.janeapp.co.uk"],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: null,
  lobbyPaths: [],
  evidence: "media",
  endings: ["P-e"],
  confidence: "documented",
  source: "janeapp/video-chat; Jane's guide to online appointments (2026-11)",
};
