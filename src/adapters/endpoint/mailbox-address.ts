export type AddressRefusal = "notAnAddress" | "notHttps" | "notAllowed";

export type MailboxAddress =
  | { readonly kind: "address"; readonly url: string; readonly box: string | null; readonly origin: string }
  | { readonly kind: "refused"; readonly reason: AddressRefusal };

export interface AddressRules {
  /** Only in the build for demo and tests, and for the command line. */
  readonly allowLocalhost: boolean;
}

const THIS_MACHINE = new Set(["localhost", "127.0.0.1"]);

/** What a person typed as the address of a mailbox: its base, or the whole address with the box at its end. */
export function readMailboxAddress(text: string, { allowLocalhost }: AddressRules): MailboxAddress {
  const url = parseAddress(text.trim());
  if (url === null) return { kind: "refused", reason: "notAnAddress" };
  const local = THIS_MACHINE.has(url.hostname);
  if (local ? !allowLocalhost : isIpLiteral(url.hostname)) return { kind: "refused", reason: "notAllowed" };
  if (url.protocol !== "https:" && !(local && url.protocol === "http:")) return { kind: "refused", reason: "notHttps" };
  if (url.username !== "" || url.password !== "" || url.hash !== "" || url.search !== "") {
    return { kind: "refused", reason: "notAllowed" };
  }
  const [, base = "", box = null] = /^(.*?)(?:\/m\/([^/]+))?\/?$/.exec(url.pathname) ?? [];
  return { kind: "address", url: url.origin + base, box, origin: url.origin };
}

function parseAddress(text: string): URL | null {
  const full = /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(full)) return null;
  const url = new URL(full);
  return url.hostname.includes(".") || THIS_MACHINE.has(url.hostname) ? url : null;
}

function isIpLiteral(hostname: string): boolean {
  return hostname.startsWith("[") || /^[\d.]+$/.test(hostname);
}
