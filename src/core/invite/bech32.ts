/**
 * Bech32 (BIP 173): the form of age keys. Its checksum finds up to four wrong characters, and its alphabet has no two that
 * look alike, so that a key can be typed from paper. What the bytes mean is the caller's.
 */
const ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
/** BIP 173: the polynomial of the checksum. */
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
/** BIP 173: six characters. */
const CHECKSUM_CHARACTERS = 6;

/** Whether these characters, checksum included, belong behind this prefix; in small letters. */
export function hasBech32Checksum(prefix: string, data: string): boolean {
  const values = Array.from(data, (character) => ALPHABET.indexOf(character));
  return !values.includes(-1) && checksum([...expandedPrefix(prefix), ...values]) === 1;
}

/** What stands behind `prefix1`, with its checksum, in small letters. */
export function toBech32(prefix: string, bytes: Iterable<number>): string {
  const values = fiveBitGroups(bytes);
  const empty = Array.from({ length: CHECKSUM_CHARACTERS }, () => 0);
  const sum = checksum([...expandedPrefix(prefix), ...values, ...empty]) ^ 1;
  const check = empty.map((_, place) => (sum >>> (5 * (CHECKSUM_CHARACTERS - 1 - place))) & 31);
  return [...values, ...check].map((value) => ALPHABET[value]).join("");
}

/** Null where the checksum does not hold. `data` in small letters. */
export function fromBech32(prefix: string, data: string): Uint8Array<ArrayBuffer> | null {
  if (!hasBech32Checksum(prefix, data)) return null;
  const values = Array.from(data.slice(0, -CHECKSUM_CHARACTERS), (character) => ALPHABET.indexOf(character));
  const bytes = new Uint8Array(Math.floor((values.length * 5) / 8));
  let [rest, bits, at] = [0, 0, 0];
  for (const value of values) {
    rest = ((rest << 5) | value) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (rest >> bits) & 0xff;
  }
  return bytes;
}

/**
 * Where the one wrong character stands, counted from 0; null where no single change makes the checksum hold, or more than
 * one does. A hint where to look again, never a correction.
 */
export function findSlip(prefix: string, data: string): number | null {
  const places = Array.from(data, (_, place) => place).filter((place) =>
    Array.from(ALPHABET).some((other) =>
      hasBech32Checksum(prefix, `${data.slice(0, place)}${other}${data.slice(place + 1)}`),
    ),
  );
  return places.length === 1 ? (places[0] ?? null) : null;
}

function fiveBitGroups(bytes: Iterable<number>): readonly number[] {
  const values: number[] = [];
  let [rest, bits] = [0, 0];
  for (const byte of bytes) {
    rest = ((rest << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; ) {
      bits -= 5;
      values.push((rest >> bits) & 31);
    }
  }
  if (bits > 0) values.push((rest << (5 - bits)) & 31);
  return values;
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
