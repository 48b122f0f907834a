/** Google Meet. Lobby, call and the page after it have one address, so that no path tells the lobby. */
import type { Platform } from "./platform.ts";

export const googleMeet: Platform = {
  id: "google-meet",
  name: "Google Meet",
  otherNames: ["Meet", "Google Hangouts"],
  hosts: ["meet.google.com"],
  callHosts: [],
  frameHosts: [],
  use: "shared",
  rooms: [{ path: /^(?:\/_meet)?\/([a-z]{3}-[a-z]{4}-[a-z]{3})$/ }],
  lobbyPaths: [],
  evidence: "media",
  endings: ["P-a"],
  confidence: "reported",
  source: "MeetingBar's and Vexa's address forms (2026-11)",
};
