/**
 * Doctolib. The visit starts from the account or a link; on which host it runs is not known: its address is asked
 * for.
 */
import type { Platform } from "./platform.ts";

export const doctolib: Platform = {
  id: "doctolib",
  name: "Doctolib",
  otherNames: [],
  hosts: ["*.doctolib.de", "*.doctolib.fr"],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: null,
  lobbyPaths: [],
  evidence: "unknown",
  endings: [],
  confidence: "named",
  source: "Doctolib's help on starting a video visit (2026-11)",
};
