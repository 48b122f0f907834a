/** WriteUpp. A link for one visit; who left may be asked to come back. */
import type { Platform } from "./platform.ts";

export const writeupp: Platform = {
  id: "writeupp",
  name: "WriteUpp",
  otherNames: [],
  hosts: ["*.writeupp.com"],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: null,
  lobbyPaths: [],
  evidence: "unknown",
  endings: [],
  confidence: "documented",
  source: "WriteUpp's help on video (2026-11)",
};
