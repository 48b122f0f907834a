/**
 * Attend Anywhere, a waiting area and a call in the page. Regions have hosts of their own; nothing is known of its
 * paths.
 */
import type { Platform } from "./platform.ts";

export const attendAnywhere: Platform = {
  id: "attend-anywhere",
  name: "Attend Anywhere",
  otherNames: ["Induction", "Near Me", "NHS video appointment"],
  hosts: ["*.attendanywhere.com"],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: null,
  lobbyPaths: [],
  evidence: "unknown",
  endings: [],
  confidence: "reported",
  source: "public lists of sites name wales.nhs.attendanywhere.com; evaluation by the Scottish Government (2026-11)",
};
