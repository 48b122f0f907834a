/** thera-LINK. Its paths and where its calls run are not known: the address is asked for. */
import type { Platform } from "./platform.ts";

export const theraLink: Platform = {
  id: "thera-link",
  name: "thera-LINK",
  otherNames: ["Ensora", "TheraLink"],
  hosts: ["*.thera-link.com"],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: null,
  lobbyPaths: [],
  evidence: "media",
  endings: [],
  confidence: "named",
  source: "thera-LINK's questions and answers (2026-11)",
};
