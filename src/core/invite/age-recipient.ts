/**
 * Whether a text is an age X25519 recipient: `age1` and bech32 (BIP 173) of 32 bytes. Checked here, so that the page that
 * shows an invite need not load the sealing library to find a mistyped one.
 */
const ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
/** 32 bytes are 52 characters; 6 more are the checksum. */
const RECIPIENT = /^age1[qpzry9x8gf2tvdw0s3jn54khce6mua7l]{58}$/;
/** BIP 173: the polynomial of the checksum. */
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

export function isAgeRecipient(text: string): boolean {
  if (!RECIPIENT.test(text)) return false;
  const data = Array.from(text.slice(4), (character) => ALPHABET.indexOf(character));
  return checksum([...expandedPrefix("age"), ...data]) === 1;
}

function expandedPrefix(prefix: string): readonly number[] {
  const codes = Array.from(prefix, (_, index) => prefix.charCodeAt(index));
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
}

function checksum(values: readonly number[]): number {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    GENERATOR.forEach((term, bit) => {
      if (((top >> bit) & 1) === 1) sum ^= term;
    });
  }
  return sum;
}
