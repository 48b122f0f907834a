import { toUtf8 } from "./bytes.ts";
import { openRecord, type VaultRecord } from "./vault-record.ts";

/** Where it is kept; the therapist's archive is one. */
export interface VaultStore {
  readonly vaultKey: () => Promise<CryptoKey | null>;
  /** The one that is kept from then on: another page may have been first. */
  readonly keepVaultKey: (key: CryptoKey) => Promise<CryptoKey>;
  readonly vaultRecord: (name: string) => Promise<VaultRecord | null>;
  readonly keepVaultRecord: (record: VaultRecord) => Promise<void>;
  readonly vaultNames: (prefix: string) => Promise<readonly string[]>;
  readonly removeVaultRecords: (names: readonly string[]) => Promise<void>;
}

export type Vault = Awaited<ReturnType<typeof openVault>>;

/** 96 bits, as AES-GCM wants them (NIST SP 800-38D, 8.2); random, for far fewer than 2^32 records. */
const IV_BYTES = 12;

/**
 * What the therapist notes and what was opened, encrypted on this computer with a key that no script can read out
 * (AES-GCM, not extractable). It keeps them from whoever searches files for words, not from whoever can use this browser
 * profile: the key lies in it. Never put a client's name or anything said into `name`.
 */
export async function openVault(store: VaultStore) {
  const key = (await store.vaultKey()) ?? (await store.keepVaultKey(await makeKey()));
  return {
    /** Null where there is none, or it was not written by this vault under this name. */
    async read(name: string): Promise<unknown> {
      const record = await store.vaultRecord(name);
      return record === null ? null : openRecord(key, record);
    },
    /** On the disk when it resolves. `value` is what JSON can hold. */
    async keep(name: string, value: unknown): Promise<void> {
      await store.keepVaultRecord(await sealRecord(key, name, value));
    },
    names: store.vaultNames,
    remove: store.removeVaultRecords,
  };
}

async function makeKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

async function sealRecord(key: CryptoKey, name: string, value: unknown): Promise<VaultRecord> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const sealed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: toUtf8(name) },
    key,
    toUtf8(JSON.stringify(value)),
  );
  return { name, iv, bytes: new Uint8Array(sealed) };
}
