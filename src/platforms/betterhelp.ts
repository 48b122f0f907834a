/** BetterHelp. The room is a page of the account whose address is not known. Sessions by phone are not seen. */
import type { Platform } from "./platform.ts";

export const betterhelp: Platform = {
  id: "betterhelp",
  name: "BetterHelp",
  otherNames: [],
  hosts: ["*.betterhelp.com"],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: null,
  lobbyPaths: [],
  evidence: "unknown",
  endings: ["P-j"],
  confidence: "named",
  source: "BetterHelp's site; sessions by phone as it offers them (2026-11)",
};
