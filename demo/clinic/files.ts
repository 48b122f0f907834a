import { existsSync, readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** A file that may be served, by its place on disk. */
export type FileAddress = string;

const PAGES = fileURLToPath(new URL("./pages/", import.meta.url));

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
};

export function pageFile(name: string): FileAddress {
  return join(PAGES, name);
}

/** A file of an installed package: nothing comes from a CDN. */
export function packageFile(name: string, path: string): FileAddress {
  return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), path);
}

/** 404 for null and for what is not there. */
export function sendFile(response: ServerResponse, file: FileAddress | null): void {
  if (file === null || !existsSync(file)) {
    response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" });
    response.end("There is no such page here.");
    return;
  }
  const type = CONTENT_TYPES[extname(file)] ?? "application/octet-stream";
  response.writeHead(200, { "Content-Type": type, "Cache-Control": "no-cache" });
  response.end(readFileSync(file));
}
