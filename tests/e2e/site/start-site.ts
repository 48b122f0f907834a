import { createReadStream, existsSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { type Clinic, type Route, startClinic } from "../../../demo/clinic/server.ts";
import { createRendezvous } from "./rendezvous.ts";

export type Site = Clinic;

/** The demo's clinic with further pages for tests below /pages/, and /signal/ for the scripted therapist. */
export function startSite(port = 0): Promise<Site> {
  return startClinic({ port, routes: [createRendezvous(), servePage] });
}

const CONTENT_TYPES: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript" };
/** `/pages/call/<room>` is the page call.html, `/pages/call.js` the file itself. */
const PAGE = /^\/pages\/([a-z-]+)(?:\/[a-z0-9-]{1,40})?$/;
const SCRIPT = /^\/pages\/([a-z-]+\.js)$/;

const servePage: Route = (request, response) => {
  const [path = ""] = (request.url ?? "").split("?", 1);
  const [, page] = PAGE.exec(path) ?? [];
  const [, script] = SCRIPT.exec(path) ?? [];
  const name = script ?? (page === undefined ? null : `${page}.html`);
  if (name === null) return false;
  return sendPage(response, name);
};

function sendPage(response: ServerResponse, name: string): boolean {
  const file = fileURLToPath(new URL(`./pages/${name}`, import.meta.url));
  if (!existsSync(file)) return false;
  const type = CONTENT_TYPES[extname(name)] ?? "application/octet-stream";
  response.writeHead(200, { "Content-Type": `${type}; charset=utf-8`, "Cache-Control": "no-cache" });
  createReadStream(file).pipe(response);
  return true;
}
