/** Tebra, once Kareo: opens a window, knocks, tests before the call. The end is not known. */
import type { Platform } from "./platform.ts";

export const tebra: Platform = {
  id: "tebra",
  name: "Tebra",
  otherNames: ["Kareo"],
  hosts: ["telehealth.kareo.com"],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: [{ path: /^\/([^/]+)$/ }],
  lobbyPaths: [],
  evidence: "media",
  endings: [],
  confidence: "reported",
  source: "providers' room links in public code; Tebra's help on telehealth (2026-11)",
};
