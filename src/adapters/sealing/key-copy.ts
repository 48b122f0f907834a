import { unlockKeyFile } from "./locked-key.ts";
import { isLocked, type KeyFileRefusal, type ReadKey, readKeyFile } from "./therapist-key.ts";

export type CopyRefusal = KeyFileRefusal | "wrongPassphrase" | "otherLock" | "damagedFile";

/** A copy in any of its forms: a key file, one behind a passphrase, or what was typed from paper. */
export async function readCopy(
  text: string,
  passphrase: string | null,
): Promise<ReadKey | { readonly kind: "refused"; readonly reason: CopyRefusal }> {
  if (passphrase === null || !isLocked(text)) return readKeyFile(text);
  const unlocked = await unlockKeyFile(text, passphrase);
  return unlocked.kind === "refused" ? unlocked : readKeyFile(unlocked.text);
}
