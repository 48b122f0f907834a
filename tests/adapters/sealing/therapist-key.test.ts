import { beforeAll, describe, expect, test } from "vitest";
import { issuerSigningKey } from "../../../src/adapters/sealing/issuer-key.ts";
import { signText, verifyText } from "../../../src/adapters/sealing/signing.ts";
import {
  makeTherapistKey,
  readKeyFile,
  type TherapistKey,
  writeKeyFile,
} from "../../../src/adapters/sealing/therapist-key.ts";

let key: TherapistKey;
let file: string;
beforeAll(async () => {
  key = await makeTherapistKey("Dr. Rivera");
  file = writeKeyFile(key, Date.UTC(2026, 10, 23));
});

test("a new key opens and signs", async () => {
  expect(key.identity).toMatch(/^AGE-SECRET-KEY-1[A-Z0-9]{58}$/);
  expect(key.recipient).toMatch(/^age1[a-z0-9]{58}$/);
  const signature = await signText(await issuerSigningKey(key), "text");
  expect(await verifyText(key.issuerPublic, "text", signature)).toBe(true);
  expect(await verifyText(key.issuerPublic, "other text", signature)).toBe(false);
});

test("two keys have nothing in common", async () => {
  const other = await makeTherapistKey("Dr. Rivera");
  expect([other.identity, other.issuerPrivate]).not.toContain([key.identity, key.issuerPrivate]);
});

test("the key file says whose it is, when it was made and what happens when it is lost", () => {
  expect(file).toContain("Dr. Rivera, made on 2026-11-23");
  expect(file).toContain("If it is lost");
  expect(file.split("\n").filter((line) => line !== "" && !line.startsWith("#"))).toEqual([key.identity]);
});

describe("a key file is read back", () => {
  test.each<[string, (text: string) => string]>([
    ["as it is", (text) => text],
    ["with a byte order mark", (text) => `\ufeff${text}`],
    ["with line ends of Windows", (text) => text.replaceAll("\n", "\r\n")],
    ["with line ends of old Macs", (text) => text.replaceAll("\n", "\r")],
    ["on one line", (text) => text.replaceAll("\n", " ")],
    ["wrapped at 40 characters", (text) => text.replace(/(.{40})/g, "$1\n")],
    ["indented", (text) => text.replaceAll("\n", "\n    ")],
    ["quoted in a mail", (text) => text.replaceAll("\n", "\n> ")],
    ["without its last line end", (text) => text.trimEnd()],
    ["with the secret in small letters", (text) => text.replace(key.identity, key.identity.toLowerCase())],
    ["with blanks in the secret", (text) => text.replace(key.identity, key.identity.replace(/(.{4})/g, "$1 "))],
  ])("%s", async (_, change) => {
    const read = await readKeyFile(change(file));
    expect(read).toMatchObject({ kind: "ok", key: { identity: key.identity, issuerPrivate: key.issuerPrivate } });
  });

  test("with its name where the lines are whole", async () => {
    for (const text of [file, file.replaceAll("\n", "\r\n"), file.replaceAll("\n", " ")])
      expect(await readKeyFile(text)).toEqual({ kind: "ok", key });
  });
});

describe("a file that is no key has its reason", () => {
  test.each<[string, (text: string) => string, string]>([
    ["empty", () => "", "noKey"],
    ["an invite", () => "https://aftersession.example/join#A1.x.y", "noKey"],
    ["only the public half", () => key.recipient, "noKey"],
    ["cut short", (text) => text.trimEnd().slice(0, -3), "damagedKey"],
    ["a wrong character", (text) => text.replace(key.identity, swapped(key.identity)), "damagedKey"],
    [
      "a wrong issuer",
      (text) => text.replace(key.issuerPrivate, `${key.issuerPrivate.slice(0, -2)}AA`),
      "damagedIssuer",
    ],
    ["half an issuer", (text) => text.replace(`.${key.issuerPublic}`, ""), "damagedIssuer"],
    ["locked", () => "-----BEGIN AGE ENCRYPTED FILE-----\n", "locked"],
    ["another kind of key", () => `AGE-SECRET-KEY-PQ-1${"Q".repeat(58)}`, "otherKind"],
  ])("%s", async (_, change, reason) => {
    expect(await readKeyFile(change(file))).toEqual({ kind: "refused", reason });
  });
});

function swapped(identity: string): string {
  return `${identity.slice(0, 30)}${identity[30] === "Q" ? "P" : "Q"}${identity.slice(31)}`;
}
