import { armor } from "age-encryption";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { toBase64Url } from "../../src/adapters/sealing/bytes.ts";
import { armorOf } from "../../src/protocol/armor.ts";

const toArmor = (bytes: Uint8Array): string => armorOf(toBase64Url(bytes));

test("a sealed file as text is the text age writes, whatever its length", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
      expect(toArmor(bytes)).toBe(armor.encode(bytes));
      expect(armor.decode(toArmor(bytes))).toEqual(bytes);
    }),
  );
});

test("a line is full before the next begins", () => {
  for (const length of [47, 48, 49, 96])
    expect(toArmor(new Uint8Array(length))).toBe(armor.encode(new Uint8Array(length)));
});
