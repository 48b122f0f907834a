import { fromBase64Url, toBase64Url } from "./bytes.ts";

/** What signs a therapist's invites, as text, because it must be backed up. */
export interface IssuerKey {
  /** Ed25519 seed, base64url. */
  readonly issuerPrivate: string;
  /** base64url. */
  readonly issuerPublic: string;
}

export async function issuerFromSeed(seed: Uint8Array): Promise<IssuerKey> {
  // WebCrypto derives the public half only on the way out.
  const { x = "" } = await crypto.subtle.exportKey("jwk", await importSeed(seed, true));
  return { issuerPrivate: toBase64Url(seed), issuerPublic: x };
}

export async function issuerSigningKey({ issuerPrivate }: IssuerKey): Promise<CryptoKey> {
  const seed = fromBase64Url(issuerPrivate);
  if (seed?.length !== 32) throw new RangeError("An issuer key has 32 bytes.");
  return importSeed(seed, false);
}

/** RFC 8410: what stands before a seed for WebCrypto to take it. */
const PKCS8_START = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];

function importSeed(seed: Uint8Array, extractable: boolean): Promise<CryptoKey> {
  const pkcs8 = new Uint8Array([...PKCS8_START, ...seed]);
  return crypto.subtle.importKey("pkcs8", pkcs8, { name: "Ed25519" }, extractable, ["sign"]);
}
