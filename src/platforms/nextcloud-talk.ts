/** Nextcloud Talk on a server of the practice. A second tab of the same call is asked about and takes over. */
import type { Platform } from "./platform.ts";

export const nextcloudTalk: Platform = {
  id: "nextcloud-talk",
  name: "Nextcloud Talk",
  otherNames: ["Spreed"],
  hosts: [],
  callHosts: [],
  frameHosts: [],
  use: "shared",
  rooms: [{ path: /\/call\/([a-z0-9]{4,30})$/ }],
  lobbyPaths: [],
  evidence: "media",
  endings: ["P-a"],
  confidence: "documented",
  source: "nextcloud/spreed, its page routes and issue 15116 (2026-11)",
};
