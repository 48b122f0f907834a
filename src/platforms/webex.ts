/** Webex. The call is in a frame of the site; on some sites that may be another host, which is not known. */
import type { Platform } from "./platform.ts";

export const webex: Platform = {
  id: "webex",
  name: "Webex",
  otherNames: ["Cisco"],
  hosts: ["*.webex.com"],
  callHosts: [],
  frameHosts: [],
  use: "shared",
  rooms: [{ path: /^\/(?:[^/]+\/)?j\.php$/, query: ["MTID"] }, { path: /^\/(?:meet|join)\/([^/]+)$/ }],
  lobbyPaths: [],
  evidence: "unknown",
  endings: [],
  confidence: "reported",
  source: "MeetingBar's address forms; the frame in public bots (2026-11)",
};
