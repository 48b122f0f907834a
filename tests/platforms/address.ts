import type { Address } from "../../src/platforms/platform.ts";

/** Takes an address apart as the browser's side does. */
export function addressOf(text: string): Address {
  const { origin, host, pathname, searchParams } = new URL(text);
  return { origin, host, path: pathname, query: Object.fromEntries(searchParams) };
}
