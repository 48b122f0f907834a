/**
 * The room of a meeting place: a keyed hash, so that neither the disk nor a log ever holds the address. The secret
 * never leaves this installation; two installations name the same room differently.
 */
export async function roomKey(secret: CryptoKey, place: string): Promise<string> {
  const mac = await crypto.subtle.sign("HMAC", secret, new TextEncoder().encode(place));
  return Array.from(new Uint8Array(mac, 0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export async function makeRoomSecret(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
}
