/** Tells an age file from anything else by its frame alone. The mailbox holds no key, so this is all it can know. */
const BINARY_START = "age-encryption.org/v1\n-> ";
const ARMOR_START = "-----BEGIN AGE ENCRYPTED FILE-----";
const ARMOR_END = "-----END AGE ENCRYPTED FILE-----";
/** Header line, one recipient, its MAC, nonce and the last block's tag: a smaller file cannot be whole. */
const SHORTEST_BYTES = 150;

export function isAgeFile(bytes: Uint8Array): boolean {
  return isBinaryAgeFile(bytes) || decodeArmor(Buffer.from(bytes).toString("latin1")) !== null;
}

/** The binary file inside an armored one; null if it is not an armored age file. */
export function decodeArmor(text: string): Uint8Array | null {
  const lines = text.trim().split(/\r?\n/);
  if (lines.length < 3 || lines[0] !== ARMOR_START || lines.at(-1) !== ARMOR_END) return null;
  const base64 = lines.slice(1, -1).join("");
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null;
  const bytes = Buffer.from(base64, "base64");
  return isBinaryAgeFile(bytes) ? bytes : null;
}

function isBinaryAgeFile(bytes: Uint8Array): boolean {
  if (bytes.length < SHORTEST_BYTES) return false;
  return Buffer.from(bytes.subarray(0, BINARY_START.length)).toString("latin1") === BINARY_START;
}
