/** GoTo Meeting. What comes after the call is not known. */
import type { Platform } from "./platform.ts";

export const gotoMeeting: Platform = {
  id: "goto-meeting",
  name: "GoTo Meeting",
  otherNames: ["GoToMeeting", "LogMeIn"],
  hosts: ["meet.goto.com", "app.goto.com", "*.gotomeeting.com"],
  callHosts: ["meet.goto.com", "app.goto.com"],
  frameHosts: [],
  use: "shared",
  rooms: [{ path: /^\/(?:join\/)?(\d{9})$/, onAnyHost: true }],
  lobbyPaths: [],
  evidence: "unknown",
  endings: [],
  confidence: "reported",
  source: "MeetingBar's address form; meeting links in public code (2026-11)",
};
