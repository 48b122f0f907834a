/**
 * Talkspace. The room is the chat that the client stays in when the call is over. Sessions in writing are not seen.
 */
import type { Platform } from "./platform.ts";

export const talkspace: Platform = {
  id: "talkspace",
  name: "Talkspace",
  otherNames: [],
  hosts: ["app.talkspace.com"],
  callHosts: [],
  frameHosts: [],
  use: "dedicated",
  rooms: [{ path: /^\/room\/([^/]+)/ }],
  lobbyPaths: [],
  evidence: "unknown",
  endings: ["P-j"],
  confidence: "reported",
  source: "Talkspace's public tests (2026-11)",
};
