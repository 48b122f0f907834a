/**
 * The host in what a person typed or pasted: a bare name, a whole meeting address, in capitals. Whether it may be used is
 * decided in hosts.ts; the rest of the address is dropped here and goes nowhere.
 */
import { isThisMachine } from "./hosts.ts";

export function typedHost(text: string): string {
  const [host = ""] = text
    .trim()
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, "")
    .split(/[/?#]/);
  // Only this machine's own sites are told apart by port.
  return isThisMachine(host) ? host : host.replace(/:\d+$/, "");
}
