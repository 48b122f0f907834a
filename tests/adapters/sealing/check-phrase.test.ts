import { pbkdf2Sync } from "node:crypto";
import { expect, test } from "vitest";
import { checkPhrase } from "../../../src/adapters/sealing/check-phrase.ts";
import { PHRASE_WORDS } from "../../../src/adapters/sealing/phrase-words.ts";

const FACTS = { issuer: { key: "issuer-key" }, recipients: ["age1a", "age1b"], client: "client-1" };

test("there are 2,048 different easy words", () => {
  expect(new Set(PHRASE_WORDS).size).toBe(2_048);
  expect(PHRASE_WORDS.filter((word) => !/^[a-z]{4,7}$/.test(word))).toEqual([]);
});

test("the list is the one every invite was made with", async () => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(PHRASE_WORDS.join(" ")));
  expect(Buffer.from(digest).toString("hex").slice(0, 16)).toBe("9f4c91d28eadd384");
});

test("the phrase is the first 44 bits, as another implementation counts them", async () => {
  const derived = pbkdf2Sync("issuer-key\nage1a\nage1b\nclient-1", "aftersession-phrase-1", 600_000, 8, "sha256");
  const bits = Array.from(derived, (byte) => byte.toString(2).padStart(8, "0")).join("");
  const words = [0, 1, 2, 3].map((place) => PHRASE_WORDS[Number.parseInt(bits.slice(place * 11, place * 11 + 11), 2)]);
  expect(await checkPhrase(FACTS)).toEqual(words);
});

test("another key, reader or client has another phrase", async () => {
  const phrases = await Promise.all([
    checkPhrase(FACTS),
    checkPhrase({ ...FACTS, issuer: { key: "other" } }),
    checkPhrase({ ...FACTS, recipients: ["age1a"] }),
    checkPhrase({ ...FACTS, client: "client-2" }),
  ]);
  expect(new Set(phrases.map((phrase) => phrase.join(" "))).size).toBe(4);
});
