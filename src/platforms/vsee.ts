/** VSee, in the browser or as an app. A link for one visit, which can be opened again until the visit is closed. */
import type { Platform } from "./platform.ts";

export const vsee: Platform = {
  id: "vsee",
  name: "VSee",
  otherNames: [],
  hosts: ["*.vsee.me", "*.vsee.com"],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: null,
  lobbyPaths: [],
  evidence: "unknown",
  endings: [],
  confidence: "reported",
  source: "VSee's help on one-time links; MeetingBar's address form (2026-11)",
};
