/**
 * arztkonsultation.de, one-time code and waiting room. On which host the call runs is not known: its address is
 * asked for.
 */
import type { Platform } from "./platform.ts";

export const arztkonsultation: Platform = {
  id: "arztkonsultation",
  name: "arztkonsultation.de",
  otherNames: [],
  hosts: ["*.arztkonsultation.de"],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: null,
  lobbyPaths: [],
  evidence: "unknown",
  endings: [],
  confidence: "named",
  source: "arztkonsultation's questions and answers for patients (2026-11)",
};
