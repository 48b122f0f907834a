/** LiveKit's own meeting page. After the call it goes to its first page without a new document. */
import type { Platform } from "./platform.ts";

export const livekitMeet: Platform = {
  id: "livekit-meet",
  name: "LiveKit Meet",
  otherNames: [],
  hosts: ["meet.livekit.io"],
  callHosts: [],
  frameHosts: [],
  use: "shared",
  rooms: [{ path: /^\/rooms\/([^/]+)$/ }],
  lobbyPaths: [],
  evidence: "media",
  endings: ["P-b"],
  confidence: "documented",
  source: "livekit-examples/meet; MeetingBar's address form (2026-11)",
};
