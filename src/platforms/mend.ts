/** Mend. Whose video it uses is not known, nor its paths. */
import type { Platform } from "./platform.ts";

export const mend: Platform = {
  id: "mend",
  name: "Mend",
  otherNames: [],
  hosts: ["*.mendfamily.com"],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: null,
  lobbyPaths: [],
  evidence: "media",
  endings: [],
  confidence: "documented",
  source: "Mend's help centre on video visits (2026-11)",
};
