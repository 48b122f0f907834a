import { armor, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { expect, test } from "vitest";
import { decodeArmor, isAgeFile } from "../../src/mailbox/age-file.ts";
import { parsePostedEnvelope } from "../../src/mailbox/posted-envelope.ts";
import { ageFile, id } from "./running-mailbox.ts";

async function realAgeFile(): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(await generateX25519Identity()));
  return encrypter.encrypt(`${"{}".padEnd(2_048)}`);
}

test("what the age library makes is an age file, binary and in armor", async () => {
  const binary = await realAgeFile();
  const text = armor.encode(binary);
  expect(isAgeFile(binary)).toBe(true);
  expect(isAgeFile(Buffer.from(text))).toBe(true);
  expect(Buffer.from(decodeArmor(text)!).equals(binary)).toBe(true);
  expect(Buffer.from(decodeArmor(text.replaceAll("\n", "\r\n"))!).equals(binary)).toBe(true);
});

test.each([
  ["nothing", ""],
  ["a web page", `<!doctype html>${" ".repeat(500)}`],
  ["plain answers", JSON.stringify({ bond: 7, note: "x".repeat(500) })],
  ["the header alone", "age-encryption.org/v1\n-> X25519 abc\n"],
  ["a later version", `age-encryption.org/v2\n-> X25519 ${"a".repeat(500)}`],
  [
    "armor around something else",
    `-----BEGIN AGE ENCRYPTED FILE-----\n${"QUJD".repeat(99)}\n-----END AGE ENCRYPTED FILE-----`,
  ],
  ["armor without an end", `-----BEGIN AGE ENCRYPTED FILE-----\n${"QUJD".repeat(99)}`],
  ["armor with foreign characters", "-----BEGIN AGE ENCRYPTED FILE-----\n<>&%\n-----END AGE ENCRYPTED FILE-----"],
])("%s is not an age file", (_, text) => expect(isAgeFile(Buffer.from(text))).toBe(false));

const MESSAGE = { specversion: "1.0", id: id(1), type: "aftersession.envelope", data: armor.encode(ageFile()) };

function post(overrides: object): string {
  return parsePostedEnvelope(Buffer.from(JSON.stringify({ ...MESSAGE, ...overrides })), id(1)).kind;
}

test("a posted envelope gives the binary age file", () =>
  expect(parsePostedEnvelope(Buffer.from(JSON.stringify(MESSAGE)), id(1))).toEqual({
    kind: "sealed",
    ageFile: Buffer.from(ageFile()),
  }));

test.each([
  ["another id than the header's", { id: id(2) }, "notAnEnvelope"],
  ["another type", { type: "somebody.else" }, "notAnEnvelope"],
  ["another version", { specversion: "0.3" }, "notAnEnvelope"],
  ["plain answers", { data: { p: "{}", sig: "" } }, "notSealed"],
  ["no data", { data: undefined }, "notSealed"],
])("a posted message with %s is refused", (_, overrides, kind) => expect(post(overrides)).toBe(kind));

test.each(["", "null", "[]", "7", '"text"', "{", "\u0000"])("the body %j is not an envelope", (body) =>
  expect(parsePostedEnvelope(Buffer.from(body), id(1)).kind).toBe("notAnEnvelope"),
);
