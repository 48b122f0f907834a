import { toBase64 } from "../../protocol/armor.ts";
import { toBase64Url, toUtf8 } from "./bytes.ts";

/** What a message is signed with stands behind this, in base64. */
const PREFIX = "whsec_";

/** Standard Webhooks 1.0: `v1,` and HMAC-SHA256 over id, timestamp and body. */
export async function signWebhook(secret: string, id: string, seconds: number, body: string): Promise<string> {
  const raw = Uint8Array.from(atob(secret.slice(PREFIX.length)), (character) => character.charCodeAt(0));
  const key = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const mac = await crypto.subtle.sign("HMAC", key, toUtf8(`${id}.${seconds}.${body}`));
  return `v1,${toBase64(toBase64Url(new Uint8Array(mac)))}`;
}
