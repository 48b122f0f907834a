import { checkEndpointAddress, type HostRules, isThisMachine } from "../../core/invite/hosts.ts";

export type AddressRefusal = "notAnAddress" | "notHttps" | "notAllowed";

export type MailboxAddress =
  | {
      readonly kind: "address";
      readonly url: string;
      /** Given where the whole address of a box was pasted. */
      readonly box: string | null;
      readonly origin: string;
    }
  | { readonly kind: "refused"; readonly reason: AddressRefusal };

/** What a person typed as the address of a mailbox: its base, or all of it with the box at its end. */
export function readMailboxAddress(text: string, rules: HostRules): MailboxAddress {
  const typed = text.trim();
  const full = /^[a-z][a-z0-9+.-]*:/i.test(typed) && !isThisMachine(typed) ? typed : `${schemeFor(typed)}://${typed}`;
  if (!URL.canParse(full)) return refused("notAnAddress");
  const { origin, pathname, username, password, search, hash } = new URL(full);
  if (origin === "null") return refused("notAnAddress");
  if (username + password + search + hash !== "") return refused("notAllowed");
  const [, path = "", box = null] = /^(.*?)(?:\/m\/([^/]+))?\/?$/.exec(pathname) ?? [];
  const url = origin + path;
  const check = checkEndpointAddress(url, rules);
  if (check.kind === "address") return { kind: "address", url, box, origin };
  return refused(check.reason === "endpointNotHttps" ? "notHttps" : "notAllowed");
}

function schemeFor(host: string): "http" | "https" {
  return isThisMachine(host) ? "http" : "https";
}

function refused(reason: AddressRefusal): MailboxAddress {
  return { kind: "refused", reason };
}
