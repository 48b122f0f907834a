/**
 * Zoom in the browser. The number of a meeting stays the same from the link to the web client and its lobby. It can
 * redirect into itself before a call; newer versions may send media tracks.
 */
import type { Platform } from "./platform.ts";

export const zoomWeb: Platform = {
  id: "zoom-web",
  name: "Zoom",
  otherNames: ["Zoom Workplace"],
  hosts: ["zoom.us", "app.zoom.us", "*.zoom.us"],
  callHosts: ["app.zoom.us"],
  frameHosts: [],
  use: "shared",
  rooms: [
    { path: /^\/(?:[jsw]|wc\/join)\/(\d{9,11})$/, onAnyHost: true },
    { path: /^\/wc\/(\d{9,11})(?:\/(?:join|start))?$/, onAnyHost: true },
    { path: /^\/my\/([^/]+)$/ },
  ],
  lobbyPaths: [/^\/wc\/\d+\/join$/, /^\/wc\/join\/\d+$/],
  evidence: "captureOnly",
  endings: ["P-c", "P-i"],
  confidence: "reported",
  source: "MeetingBar's and Vexa's address forms; web client links in public bots; webrtcHacks on its media (2026-11)",
};
