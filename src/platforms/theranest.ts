/**
 * TheraNest. A link for one session, a test page, a waiting room. The clinician's end closes it for good; after
 * three hours it ends itself.
 */
import type { Platform } from "./platform.ts";

export const theranest: Platform = {
  id: "theranest",
  name: "TheraNest",
  otherNames: ["Ensora"],
  hosts: ["*.theranest.com"],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: null,
  lobbyPaths: [],
  evidence: "media",
  endings: [],
  confidence: "documented",
  source: "TheraNest's help on joining a session (2026-11)",
};
