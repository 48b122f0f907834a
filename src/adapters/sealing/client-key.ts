import { keyMacText } from "../../protocol/envelope.ts";
import { fromBase64Url, toBase64Url, toUtf8 } from "./bytes.ts";

export interface ClientKey {
  /** Ed25519. Signs, but cannot be taken out of the browser it was made in. */
  readonly privateKey: CryptoKey;
  /** base64url. */
  readonly publicKey: string;
}

/** Made when an invite is accepted; every envelope of this client is signed with it. */
export async function makeClientKey(): Promise<ClientKey> {
  const pair = await crypto.subtle.generateKey({ name: "Ed25519" }, false, ["sign", "verify"]);
  const raw = await crypto.subtle.exportKey("raw", pair.publicKey);
  return { privateKey: pair.privateKey, publicKey: toBase64Url(new Uint8Array(raw)) };
}

/** Proves that whoever holds this key also held the invite with this secret. */
export async function keyMac(secret: string, client: string, key: string): Promise<string> {
  const mac = await crypto.subtle.sign("HMAC", await macKey(secret, "sign"), toUtf8(keyMacText(client, key)));
  return toBase64Url(new Uint8Array(mac));
}

/** For making the binding here, and for checking it in key-proof.ts, which only the therapist's side carries. */
export async function macKey(secret: string, usage: "sign" | "verify"): Promise<CryptoKey> {
  const raw = fromBase64Url(secret);
  if (raw?.length !== 32) throw new RangeError("The secret of an invite has 256 bits.");
  return crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, [usage]);
}
