/** Teladoc. A network test and a waiting room before the visit; the address of the visit is asked for. */
import type { Platform } from "./platform.ts";

export const teladoc: Platform = {
  id: "teladoc",
  name: "Teladoc",
  otherNames: [],
  hosts: ["*.teladoc.com", "*.teladochealth.com"],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: null,
  lobbyPaths: [],
  evidence: "unknown",
  endings: [],
  confidence: "documented",
  source: "Teladoc Health's help on visits in the patient portal (2026-11)",
};
