/**
 * The video sessions of therapie.de, built on Jitsi, for two. On which host is not known: the address is asked for.
 */
import type { Platform } from "./platform.ts";

export const therapieDe: Platform = {
  id: "therapie-de",
  name: "therapie.de",
  otherNames: [],
  hosts: ["*.therapie.de"],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: null,
  lobbyPaths: [],
  evidence: "media",
  endings: [],
  confidence: "documented",
  source: "therapie.de's questions and answers on video sessions (2026-11)",
};
