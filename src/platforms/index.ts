/**
 * The video services we know something of, one line each, in the order they are offered. Where two have the same host the
 * first tells what an address means.
 */
import { googleMeet } from "./google-meet.ts";
import type { Platform } from "./platform.ts";
import { zoomWeb } from "./zoom-web.ts";

export const PLATFORMS: readonly Platform[] = [googleMeet, zoomWeb];

export function platformOfHost(host: string): Platform | null {
  const name = host.replace(/:\d+$/, "");
  const has = (fits: (pattern: string) => boolean) => PLATFORMS.find(({ hosts }) => hosts.some(fits));
  return has((pattern) => pattern === name) ?? has((pattern) => isHostOf(pattern, name)) ?? null;
}

/** `*.example.com` stands for any name below example.com, not for example.com itself. */
export function isHostOf(pattern: string, host: string): boolean {
  return pattern.startsWith("*.") ? host.endsWith(pattern.slice(1)) : host === pattern;
}
