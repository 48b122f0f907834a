import { fromBase64Url, toBase64Url, toUtf8 } from "./bytes.ts";

const ED25519 = { name: "Ed25519" } as const;

export async function signText(privateKey: CryptoKey, text: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.sign(ED25519, privateKey, toUtf8(text))));
}

/** False also where key or signature are not even keys or signatures. */
export async function verifyText(publicKey: string, text: string, signature: string): Promise<boolean> {
  return createVerifying()(publicKey, text, signature);
}

/** The same for many texts of a few keys, each of which is imported once. */
export function createVerifying(): (publicKey: string, text: string, signature: string) => Promise<boolean> {
  const imported = new Map<string, Promise<CryptoKey | null>>();
  return async (publicKey, text, signature) => {
    const given = fromBase64Url(signature);
    if (given?.length !== 64) return false;
    const importing = imported.get(publicKey) ?? importKey(publicKey);
    imported.set(publicKey, importing);
    const key = await importing;
    return key !== null && crypto.subtle.verify(ED25519, key, given, toUtf8(text));
  };
}

async function importKey(publicKey: string): Promise<CryptoKey | null> {
  const raw = fromBase64Url(publicKey);
  if (raw?.length !== 32) return null;
  try {
    return await crypto.subtle.importKey("raw", raw, ED25519, false, ["verify"]);
  } catch {
    // 32 bytes that are no point of the curve: the key came from outside, so this is an answer and not a bug.
    return null;
  }
}
