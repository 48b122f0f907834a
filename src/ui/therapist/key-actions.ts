import type { KeySheet } from "../../protocol/key-sheet.ts";
import type { KeySummary } from "../../protocol/therapist-records.ts";

export type KeyFileReply =
  | { readonly kind: "taken"; readonly key: KeySummary }
  /** `group`: of a typed key, the group of four in which the slip must be, where that can be told. */
  | { readonly kind: "refused"; readonly reason: KeyFileRefusal; readonly group?: number };
export type KeyFileRefusal =
  | "noKey"
  | "damagedKey"
  | "damagedIssuer"
  | "locked"
  | "wrongPassphrase"
  | "otherLock"
  | "damagedFile"
  | "otherKind"
  | "identityOnly"
  | "noName"
  | "otherKey";

/** What the page can do with the key: copies of it in three forms, and the way back from each. */
export interface KeyActions {
  /** Takes over a key from a copy; the copy is the backup. `name` is for one that has lost its own. */
  readonly takeKeyFile: (text: string, name: string, passphrase: string | null) => Promise<KeyFileReply>;
  /** Opens a test file with the key in this copy: proves that the backup works. */
  readonly proveBackup: (text: string, passphrase: string | null) => Promise<KeyFileReply>;
  /** Name of the file it was saved as. */
  readonly saveKeyFile: () => Promise<string>;
  /** The key for paper; null where there is none. */
  readonly keySheet: () => Promise<KeySheet | null>;
  /** Saves the key file behind a passphrase; the name of the file. */
  readonly lockKey: (passphrase: string) => Promise<string>;
  readonly suggestPassphrase: () => string;
  readonly printPage: () => void;
}

interface KeyDeskDeps {
  readonly keyring: {
    readonly fileText: () => Promise<string | null>;
    readonly sheet: () => Promise<KeySheet | null>;
    readonly lockedFile: (passphrase: string) => Promise<string | null>;
    readonly take: KeyActions["takeKeyFile"];
    readonly prove: KeyActions["proveBackup"];
  };
  readonly suggestPassphrase: () => string;
  readonly saveTextFile: (name: string, text: string) => void;
  readonly printPage: () => void;
  /** Until the page has been drawn: what a passphrase costs would hold it up. */
  readonly pause: () => Promise<void>;
}

const KEY_FILE = "aftersession-key.txt";
const LOCKED_FILE = "aftersession-key.age";

export function createKeyActions({ keyring, saveTextFile, pause, ...rest }: KeyDeskDeps): KeyActions {
  const drawn = async (passphrase: string | null): Promise<void> => {
    if (passphrase !== null) await pause();
  };
  return {
    ...rest,
    takeKeyFile: async (text, name, passphrase) => {
      await drawn(passphrase);
      return keyring.take(text, name, passphrase);
    },
    proveBackup: async (text, passphrase) => {
      await drawn(passphrase);
      return keyring.prove(text, passphrase);
    },
    saveKeyFile: async () => {
      saveTextFile(KEY_FILE, (await keyring.fileText()) ?? "");
      return KEY_FILE;
    },
    keySheet: keyring.sheet,
    lockKey: async (passphrase) => {
      await pause();
      saveTextFile(LOCKED_FILE, (await keyring.lockedFile(passphrase)) ?? "");
      return LOCKED_FILE;
    },
  };
}
