import type { Deliver } from "../../core/outbox/delivery.ts";
import { digest } from "./digest.ts";

/** How what is hidden begins; nothing that is sent begins like that. */
const MARK = new TextEncoder().encode("aftersession-at-rest/1\n");
/** What AES-GCM is made for (NIST SP 800-38D, 8.2). */
const NONCE_BYTES = 12;

export interface PlainBytes {
  /** Only this browser can read what comes out. */
  hide(id: string, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array>;
  /** Null where the key is gone, or where it was hidden under another id. */
  show(id: string, hidden: Uint8Array): Promise<Uint8Array | null>;
}

/**
 * Keeps what goes out plain from lying readable on the disk while it waits. More is not promised: the key lies in the
 * same profile, and only the browser's word keeps it there.
 */
export function createPlainBytes(key: () => Promise<CryptoKey>): PlainBytes {
  return {
    async hide(id, bytes) {
      const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
      const hidden = new Uint8Array(await crypto.subtle.encrypt(cipher(id, iv), await key(), bytes));
      return Uint8Array.from([...MARK, ...iv, ...hidden]);
    },
    async show(id, hidden) {
      const iv = hidden.slice(MARK.length, MARK.length + NONCE_BYTES);
      try {
        const bytes = await crypto.subtle.decrypt(cipher(id, iv), await key(), hidden.slice(MARK.length + NONCE_BYTES));
        return new Uint8Array(bytes);
      } catch {
        // Another key or id, or a byte that is not as it was: to the outbox all the same.
        return null;
      }
    },
  };
}

/** Made in this browser, and never seen outside it. */
export function makeRestKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** Shows what was hidden to the adapter, for this one send; passes on everything else. */
export function showingPlain(deliver: Deliver, { show }: Pick<PlainBytes, "show">): Deliver {
  return async (order) => {
    if (MARK.some((byte, index) => order.bytes[index] !== byte)) return deliver(order);
    const bytes = await show(order.id, order.bytes);
    if (bytes === null) return { kind: "park", reason: "unreadable" };
    return deliver({ ...order, bytes, sha256: await digest(bytes) });
  };
}

function cipher(id: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(id) };
}
