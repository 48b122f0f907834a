/** Microsoft Teams for US authorities, a host of its own. */
import type { Platform } from "./platform.ts";

export const microsoftTeamsGovernment: Platform = {
  id: "microsoft-teams-government",
  name: "Microsoft Teams (US government)",
  otherNames: [],
  hosts: ["gov.teams.microsoft.us"],
  callHosts: [],
  frameHosts: [],
  use: "shared",
  rooms: [{ path: /^\/l\/meetup-join\/([^/]+)/ }],
  lobbyPaths: [],
  evidence: "media",
  endings: [],
  confidence: "reported",
  source: "MeetingBar's address form (2026-11)",
};
