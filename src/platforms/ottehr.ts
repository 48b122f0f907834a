/**
 * Ottehr on a server of the practice; media by Amazon Chime. Waiting room, call and end are routes of one document.
 */
import type { Platform } from "./platform.ts";

export const ottehr: Platform = {
  id: "ottehr",
  name: "Ottehr",
  otherNames: [],
  hosts: [],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: null,
  lobbyPaths: [/\/waiting-room$/],
  evidence: "media",
  endings: ["P-b"],
  confidence: "documented",
  source: "masslight/ottehr (2026-11)",
};
