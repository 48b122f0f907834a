/**
 * healthdirect Video Call, made by Coviu. The waiting area shows the client's own picture and plays music. The
 * address comes from the clinic.
 */
import type { Platform } from "./platform.ts";

export const healthdirect: Platform = {
  id: "healthdirect",
  name: "healthdirect Video Call",
  otherNames: [],
  hosts: ["*.healthdirect.org.au"],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: null,
  lobbyPaths: [],
  evidence: "media",
  endings: ["P-d"],
  confidence: "documented",
  source: "healthdirect's help centre: WebRTC, waiting area, clinic links (2026-11)",
};
