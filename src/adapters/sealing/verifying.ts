import { importVerifyingKey, verifyWith } from "./signing.ts";

/** Checks many texts of a few keys, each of which is imported once. */
export function createVerifying(): (publicKey: string, text: string, signature: string) => Promise<boolean> {
  const imported = new Map<string, Promise<CryptoKey | null>>();
  return async (publicKey, text, signature) => {
    const importing = imported.get(publicKey) ?? importVerifyingKey(publicKey);
    imported.set(publicKey, importing);
    const key = await importing;
    return key !== null && verifyWith(key, text, signature);
  };
}
