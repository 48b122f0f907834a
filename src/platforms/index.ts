/**
 * The video services by name, the order they are offered in. Where two have the same host, the first tells what an address
 * means.
 */
import type { Platform } from "./platform.ts";
import * as services from "./registry.ts";

const inOrder = ({ name }: Platform): string => name.toLowerCase();
/** The build leaves out what a service has none of (vite.config.ts): two kilobytes of the worker's budget. */
const NONE = { callHosts: [], frameHosts: [], lobbyPaths: [] };

export const PLATFORMS: readonly Platform[] = Object.values<Platform>(services)
  .map((service) => ({ ...NONE, ...service }))
  .sort((a, b) => (inOrder(a) < inOrder(b) ? -1 : 1));

export function findPlatform(id: string): Platform | null {
  return PLATFORMS.find((platform) => platform.id === id) ?? null;
}

export function platformOfHost(host: string): Platform | null {
  const name = host.replace(/:\d+$/, "");
  const has = (fits: (pattern: string) => boolean) => PLATFORMS.find(({ hosts }) => hosts.some(fits));
  return has((pattern) => pattern === name) ?? has((pattern) => isHostOf(pattern, name)) ?? null;
}

/** `*.example.com` stands for example.com and any name below it, as browsers read it. */
export function isHostOf(pattern: string, host: string): boolean {
  return pattern.startsWith("*.") ? `.${host}`.endsWith(pattern.slice(1)) : host === pattern;
}
