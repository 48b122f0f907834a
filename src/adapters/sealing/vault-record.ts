import { fromUtf8, toUtf8 } from "./bytes.ts";

/** One thing as it is kept: its name in the clear, the rest encrypted. */
export interface VaultRecord {
  readonly name: string;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Null where it is broken, or was written under another name or with another key. */
export async function openRecord(key: CryptoKey, { name, iv, bytes }: VaultRecord): Promise<unknown> {
  try {
    const additionalData = toUtf8(name);
    const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, key, bytes);
    const text = fromUtf8(new Uint8Array(opened));
    return text === null ? null : (JSON.parse(text) as unknown);
  } catch {
    // Another key, another name, a broken record: it is as if it were not there.
    return null;
  }
}
