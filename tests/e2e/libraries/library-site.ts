import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { type FileAddress, packageFile, sendFile } from "../../../demo/clinic/files.ts";
import { type Clinic, type Route, startClinic } from "../../../demo/clinic/server.ts";
import { createMailSlots } from "./mail-slots.ts";
import { bundleMediasoup } from "./mediasoup-bundle.ts";

/** The demo's clinic, which brings PeerJS and its server, with pages of further libraries below /libraries/. */
export async function startLibrarySite(): Promise<Clinic> {
  const mediasoup = await bundleMediasoup();
  const sendMediasoup: Route = (request, response) => {
    if (request.url !== "/vendor/mediasoup-client.js") return false;
    response.writeHead(200, { "Content-Type": "text/javascript; charset=utf-8" });
    response.end(mediasoup);
    return true;
  };
  return startClinic({ routes: [createMailSlots(), sendMediasoup, sendLibraryFile] });
}

/** `/libraries/simple-peer/<room>` is the page simple-peer.html, `/libraries/simple-peer.js` the file itself. */
const PAGE = /^\/libraries\/([a-z-]+)(?:\/[a-z0-9-]{1,40})?$/;
const SCRIPT = /^\/libraries\/([a-z-]+\.js)$/;

const VENDOR: Readonly<Record<string, readonly [name: string, path: string]>> = {
  "/vendor/adapter.js": ["webrtc-adapter", "out/adapter.js"],
  "/vendor/simple-peer.js": ["simple-peer", "simplepeer.min.js"],
  "/vendor/twilio-video.js": ["twilio-video", "dist/twilio-video.js"],
};

const sendLibraryFile: Route = (request, response) => {
  const [path = ""] = (request.url ?? "").split("?", 1);
  const file = fileFor(path);
  if (file === null) return false;
  sendFile(response, file);
  return true;
};

function fileFor(path: string): FileAddress | null {
  const vendor = VENDOR[path];
  if (vendor !== undefined) return packageFile(...vendor);
  // This package names no other file than the one to load.
  if (path === "/vendor/livekit-client.js") return createRequire(import.meta.url).resolve("livekit-client");
  const [, page] = PAGE.exec(path) ?? [];
  const [, script] = SCRIPT.exec(path) ?? [];
  const name = script ?? (page === undefined ? null : `${page}.html`);
  return name === null ? null : fileURLToPath(new URL(`./pages/${name}`, import.meta.url));
}
