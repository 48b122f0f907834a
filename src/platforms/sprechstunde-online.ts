/** sprechstunde.online: a code, a waiting room, a call. Its paths are not known. */
import type { Platform } from "./platform.ts";

export const sprechstundeOnline: Platform = {
  id: "sprechstunde-online",
  name: "sprechstunde.online",
  otherNames: [],
  hosts: ["app.sprechstunde.online"],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: null,
  lobbyPaths: [],
  evidence: "unknown",
  endings: [],
  confidence: "reported",
  source: "practices' instructions for patients (2026-11)",
};
