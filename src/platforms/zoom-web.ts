/** Zoom in the browser. The number of a meeting stays the same from the link to the web client and its lobby. */
import type { Platform } from "./platform.ts";

export const zoomWeb: Platform = {
  id: "zoom-web",
  name: "Zoom",
  otherNames: [],
  hosts: ["zoom.us", "app.zoom.us", "*.zoom.us"],
  callHosts: ["app.zoom.us"],
  frameHosts: [],
  use: "shared",
  rooms: [
    { path: /^\/(?:j|s|wc|wc\/join)\/(\d{9,11})(?:\/(?:join|start))?$/, onAnyHost: true },
    { path: /^\/my\/([^/]+)$/ },
  ],
  lobbyPaths: [/^\/wc\/\d+\/join$/, /^\/wc\/join\/\d+$/],
  evidence: "captureOnly",
  endings: ["P-c", "P-i"],
  confidence: "reported",
  source: "Vexa's Zoom addresses; webrtcHacks on Zoom's media (2026-11)",
};
