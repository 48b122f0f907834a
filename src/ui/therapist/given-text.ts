import { isThisMachine } from "../../core/invite/hosts.ts";

/**
 * What a person typed or pasted as an address, as browsers write it, with the scheme that was left out; as it came where it
 * is none. Nothing is taken away that could matter: what an address may not have is refused afterwards.
 */
export function fullAddress(text: string): string {
  const typed = text.trim();
  if (typed === "") return "";
  const host = typed.replace(/[/?#].*$/, "");
  const isWhole = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed);
  const full = isWhole ? typed : `${isThisMachine(host) ? "http" : "https"}://${typed}`;
  if (!URL.canParse(full)) return typed;
  const { href, pathname, search, hash } = new URL(full);
  // The slash that browsers put after a bare host.
  return pathname === "/" && search + hash === "" ? href.slice(0, -1) : href;
}
