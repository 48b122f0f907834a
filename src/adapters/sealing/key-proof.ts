import { keyMacText } from "../../protocol/envelope.ts";
import { fromBase64Url, toUtf8 } from "./bytes.ts";
import { macKey } from "./client-key.ts";

/** Whether this key belongs to the invite with this secret. Compares in constant time. */
export async function verifyKeyMac(secret: string, client: string, key: string, mac: string): Promise<boolean> {
  const given = fromBase64Url(mac);
  if (given === null) return false;
  return crypto.subtle.verify("HMAC", await macKey(secret, "verify"), given, toUtf8(keyMacText(client, key)));
}
