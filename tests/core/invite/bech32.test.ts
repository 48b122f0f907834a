import { generateX25519Identity } from "age-encryption";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findSlip, fromBech32, hasBech32Checksum, toBech32 } from "../../../src/core/invite/bech32.ts";

const ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const PREFIX = "aftersession-sign-";
const thirtyTwo = fc.uint8Array({ minLength: 32, maxLength: 32 });

test("32 bytes are 58 characters and come back as they were", () => {
  fc.assert(
    fc.property(thirtyTwo, (bytes) => {
      const text = toBech32(PREFIX, bytes);
      expect(text).toHaveLength(58);
      expect(fromBech32(PREFIX, text)).toEqual(new Uint8Array(bytes));
    }),
  );
});

test("the age library's keys hold, and behind another prefix they do not", async () => {
  const identity = (await generateX25519Identity()).slice("AGE-SECRET-KEY-1".length).toLowerCase();
  expect(hasBech32Checksum("age-secret-key-", identity)).toBe(true);
  expect(hasBech32Checksum(PREFIX, identity)).toBe(false);
  expect(toBech32("age-secret-key-", fromBech32("age-secret-key-", identity)!)).toBe(identity);
});

test("one wrong character is found where it stands", () => {
  fc.assert(
    fc.property(thirtyTwo, fc.nat({ max: 57 }), fc.constantFrom(...ALPHABET), (bytes, place, other) => {
      const text = toBech32(PREFIX, bytes);
      fc.pre(text[place] !== other);
      const slipped = `${text.slice(0, place)}${other}${text.slice(place + 1)}`;
      expect(fromBech32(PREFIX, slipped)).toBeNull();
      expect(findSlip(PREFIX, slipped)).toBe(place);
    }),
    { numRuns: 20 },
  );
});

test("nothing is guessed where more is wrong, and a letter the alphabet lacks is no key", () => {
  const text = toBech32(PREFIX, new Uint8Array(32).fill(7));
  const [first, second] = [text[0] === "q" ? "p" : "q", text[9] === "q" ? "p" : "q"];
  expect(findSlip(PREFIX, `${first}${text.slice(1, 9)}${second}${text.slice(10)}`)).toBeNull();
  expect(hasBech32Checksum(PREFIX, text.replace(/.$/, "b"))).toBe(false);
});
