/** TherapyNotes. Clients come in by the practice's portal; what the tab shows after the call is not known. */
import type { Platform } from "./platform.ts";

export const therapynotes: Platform = {
  id: "therapynotes",
  name: "TherapyNotes",
  otherNames: ["TherapyPortal"],
  hosts: ["www.therapyportal.com"],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: [{ path: /^\/p\/([^/]+)\/telehealth(?:\/|$)/ }],
  lobbyPaths: [],
  evidence: "media",
  endings: [],
  confidence: "documented",
  source: "TherapyNotes help, articles 267 and 318; practices' portal links (2026-11)",
};
