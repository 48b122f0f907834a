import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));

export const CHECK_IN = "src/ui/checkin/index.html";
export const THERAPIST = "src/ui/therapist/index.html";
export const HOOKS = "src/content/hooks.iife.js";
export const OBSERVER = "src/content/observer.iife.js";

export interface BuiltManifest {
  readonly background: { readonly service_worker?: string; readonly scripts?: readonly string[] };
  readonly [key: string]: unknown;
}

export const pathOf = (folder: string, path: string): string => `${DIST}${folder}/${path}`;
export const read = (folder: string, path: string): string => readFileSync(pathOf(folder, path), "utf8");
export const manifestOf = (folder: string): BuiltManifest => JSON.parse(read(folder, "manifest.json")) as BuiltManifest;

/** In order, so that what is made of them is the same each time. */
export function filesOf(folder: string): readonly string[] {
  return readdirSync(DIST + folder, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(pathOf(folder, path)).isFile())
    .sort();
}

/** The script and everything it imports statically, as paths in the folder. */
function closureOf(folder: string, entry: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  for (const [, path] of read(folder, entry).matchAll(/(?:from|import)\s*["']([^"']+\.js)["']/g))
    closureOf(folder, new URL(path!, `file:///${entry}`).pathname.slice(1), seen);
  return seen;
}

export function pageScripts(folder: string, page: string): ReadonlySet<string> {
  const seen = new Set<string>();
  for (const [, path] of read(folder, page).matchAll(/<script[^>]+src="([^"]+)"/g))
    closureOf(folder, new URL(path!, `file:///${page}`).pathname.slice(1), seen);
  return seen;
}

export function pageStyles(folder: string, page: string): readonly string[] {
  const links = [...read(folder, page).matchAll(/<link rel="stylesheet"[^>]+href="([^"]+)"/g)];
  return links.map(([, path]) => new URL(path!, `file:///${page}`).pathname.slice(1));
}

export function workerScripts(folder: string): ReadonlySet<string> {
  const { service_worker, scripts } = manifestOf(folder).background;
  return closureOf(folder, service_worker ?? scripts![0]!);
}

export const bytesOf = (folder: string, paths: Iterable<string>): number =>
  [...paths].reduce((sum, path) => sum + statSync(pathOf(folder, path)).size, 0);
