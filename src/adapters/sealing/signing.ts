import { fromBase64Url, toBase64Url, toUtf8 } from "./bytes.ts";

const ED25519 = { name: "Ed25519" } as const;

export async function signText(privateKey: CryptoKey, text: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.sign(ED25519, privateKey, toUtf8(text))));
}

/** False also where key or signature are not even keys or signatures. */
export async function verifyText(publicKey: string, text: string, signature: string): Promise<boolean> {
  const key = await importVerifyingKey(publicKey);
  return key !== null && verifyWith(key, text, signature);
}

export async function verifyWith(key: CryptoKey, text: string, signature: string): Promise<boolean> {
  const given = fromBase64Url(signature);
  return given?.length === 64 && crypto.subtle.verify(ED25519, key, given, toUtf8(text));
}

export async function importVerifyingKey(publicKey: string): Promise<CryptoKey | null> {
  const raw = fromBase64Url(publicKey);
  if (raw?.length !== 32) return null;
  try {
    return await crypto.subtle.importKey("raw", raw, ED25519, false, ["verify"]);
  } catch {
    // 32 bytes that are no point of the curve: the key came from outside, so this is an answer and not a bug.
    return null;
  }
}
