/** SimplePractice. The clinician's end is everybody's; what the tab shows then is not known. */
import type { Platform } from "./platform.ts";

export const simplepractice: Platform = {
  id: "simplepractice",
  name: "SimplePractice",
  otherNames: [],
  hosts: ["video.simplepractice.com"],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: [{ path: /^\/(appt-[0-9a-f]+)$/ }],
  lobbyPaths: [],
  evidence: "unknown",
  endings: [],
  confidence: "reported",
  source: "appointment links in public code and mails; SimplePractice's help on telehealth (2026-11)",
};
