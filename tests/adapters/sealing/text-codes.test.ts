import { base64nopad as theirBase64, bech32 as theirBech32 } from "@scure/base";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { base64nopad, bech32 } from "../../../src/adapters/sealing/text-codes.ts";

test("a recipient is read as the library reads it, whatever its 32 bytes are", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      const recipient = theirBech32.encodeFromBytes("age", bytes);
      expect(bech32.decodeToBytes(recipient)).toEqual({ prefix: "age", bytes });
    }),
  );
});

test("what stands in a header is written as the library writes it", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(base64nopad.encode(bytes)).toBe(theirBase64.encode(bytes));
    }),
  );
});

test("a letter that bech32 does not have is refused, not guessed", () => {
  expect(() => bech32.decodeToBytes(`age1b${"q".repeat(57)}`)).toThrow(RangeError);
});
