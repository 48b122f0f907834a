import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from "age-encryption";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isAgeRecipient } from "../../../src/core/invite/age-recipient.ts";
import { RECIPIENT } from "./usual-invite.ts";

test("a recipient made by the age library is one", async () => {
  for (let made = 0; made < 20; made++) {
    expect(isAgeRecipient(await identityToRecipient(await generateX25519Identity()))).toBe(true);
  }
});

test("one wrong character is noticed, wherever it stands", () => {
  fc.assert(
    fc.property(
      fc.nat({ max: RECIPIENT.length - 1 }),
      fc.constantFrom(..."qpzry9x8gf2tvdw0s3jn54khce6mua7l"),
      (at, character) => {
        fc.pre(RECIPIENT[at] !== character);
        expect(isAgeRecipient(RECIPIENT.slice(0, at) + character + RECIPIENT.slice(at + 1))).toBe(false);
      },
    ),
  );
});

test("other things are no recipients", async () => {
  const hybrid = await identityToRecipient(await generateHybridIdentity());
  for (const text of ["", "age1", RECIPIENT.toUpperCase(), `${RECIPIENT} `, RECIPIENT.slice(0, -1), hybrid])
    expect(isAgeRecipient(text)).toBe(false);
});
