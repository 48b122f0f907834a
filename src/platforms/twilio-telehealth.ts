/** Twilio's telehealth application on a server of the practice. All steps are routes; a survey follows the call. */
import type { Platform } from "./platform.ts";

export const twilioTelehealth: Platform = {
  id: "twilio-telehealth",
  name: "Twilio telehealth",
  otherNames: ["Twilio Video"],
  hosts: [],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: null,
  lobbyPaths: [/\/patient\/waiting-room(?:\/|$)/],
  evidence: "media",
  endings: ["P-b"],
  confidence: "documented",
  source: "Twilio's telehealth reference application (2026-11)",
};
