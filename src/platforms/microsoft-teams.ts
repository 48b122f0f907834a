/** Microsoft Teams in the browser. Guests end up on a launch page that names the meeting in a parameter only. */
import type { Platform } from "./platform.ts";

export const microsoftTeams: Platform = {
  id: "microsoft-teams",
  name: "Microsoft Teams",
  otherNames: ["MS Teams"],
  hosts: ["teams.microsoft.com", "teams.live.com", "teams.cloud.microsoft"],
  callHosts: ["teams.microsoft.com", "teams.live.com", "teams.cloud.microsoft"],
  frameHosts: [],
  use: "shared",
  rooms: [
    { path: /^\/l\/meetup-join\/([^/]+)/, onAnyHost: true },
    { path: /^\/meet\/([^/]+)$/, onAnyHost: true },
    { path: /^\/light-meetings\/launch$/, query: ["coords"], onAnyHost: true },
  ],
  lobbyPaths: [],
  evidence: "media",
  endings: ["P-a"],
  confidence: "reported",
  source: "MeetingBar's and Vexa's address forms; meet-teams-bot issue 210 (2026-11)",
};
