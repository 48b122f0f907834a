/** What age calls by these names, and no more of it: the build puts it in the place of `@scure/base` where sealing is. */
const ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
/** Characters of a bech32 checksum. */
const CHECKSUM = 6;

export const bech32 = {
  /** Of a recipient whose checksum core/invite/age-recipient.ts has proven: nothing else gets into an invite. */
  decodeToBytes(text: string): { readonly prefix: string; readonly bytes: Uint8Array } {
    const at = text.lastIndexOf("1");
    const bytes: number[] = [];
    let [bits, held] = [0, 0];
    for (const character of text.slice(at + 1, -CHECKSUM)) {
      const value = ALPHABET.indexOf(character);
      if (value < 0) throw new RangeError("No bech32.");
      bits = ((bits << 5) | value) & 0xfff;
      held += 5;
      if (held < 8) continue;
      held -= 8;
      bytes.push((bits >> held) & 0xff);
    }
    return { prefix: text.slice(0, at), bytes: Uint8Array.from(bytes) };
  },
};

export const base64nopad = {
  encode: (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes)).replace(/=+$/, ""),
};
