import { toBase64 } from "./bytes.ts";

const START = "-----BEGIN AGE ENCRYPTED FILE-----";
const END = "-----END AGE ENCRYPTED FILE-----";

/** A sealed file as text, as the age specification writes it: always the same text for the same bytes. */
export function toArmor(bytes: Uint8Array): string {
  return [START, ...(toBase64(bytes).match(/.{1,64}/g) ?? []), END, ""].join("\n");
}
