/**
 * Whether a text is an age X25519 recipient: `age1` and bech32 of 32 bytes. Checked here, so that the page that shows an
 * invite need not load the sealing library to find a mistyped one.
 */
import { hasBech32Checksum } from "./bech32.ts";

/** 32 bytes are 52 characters; 6 more are the checksum. */
const RECIPIENT = /^age1[qpzry9x8gf2tvdw0s3jn54khce6mua7l]{58}$/;

export function isAgeRecipient(text: string): boolean {
  return RECIPIENT.test(text) && hasBech32Checksum("age", text.slice(4));
}
