import { beforeAll, describe, expect, test } from "vitest";
import { issuerSigningKey } from "../../../src/adapters/sealing/issuer-key.ts";
import { signText, verifyText } from "../../../src/adapters/sealing/signing.ts";
import {
  makeTherapistKey,
  readKeyFile,
  rotateTherapistKey,
  type TherapistKey,
  writeKeyFile,
  writeKeySheet,
} from "../../../src/adapters/sealing/therapist-key.ts";
import { groupsOf, type KeySheet } from "../../../src/protocol/key-sheet.ts";

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
    expect(await readKeyFile(change(file))).toMatchObject({ kind: "refused", reason });
  });
});

describe("a key sheet", () => {
  const printed = ({ opening, signing, older }: KeySheet): string =>
    [opening, signing, ...older]
      .map((line) => {
        const { start, groups } = groupsOf(line);
        return `${start} ${groups.join(" ")}`;
      })
      .join("\n");

  test("has a line that opens and a line that signs, both in letters that are told apart", () => {
    const { opening, signing, older } = writeKeySheet(key, 0);
    expect(opening).toBe(key.identity);
    expect(signing).toMatch(/^AFTERSESSION-SIGN-1[ACDEFGHJKLMNPQRSTUVWXYZ023456789]{58}$/);
    expect(older).toEqual([]);
  });

  test.each<[string, (text: string) => string]>([
    ["as printed", (text) => text],
    ["in small letters", (text) => text.toLowerCase()],
    ["on one line", (text) => text.replaceAll("\n", " ")],
    ["a group a line", (text) => text.replaceAll(" ", "\n")],
    ["with the lines in another order", (text) => text.split("\n").toReversed().join("\n")],
    ["with O for 0, I for L and B for 8", (text) => text.replace(/(?<= )\S+/g, (group) => lookalike(group))],
    ["with a name beside it", (text) => `Key of Dr. Rivera\n${text}\n`],
  ])("is read back %s", async (_, change) => {
    const read = await readKeyFile(change(printed(writeKeySheet(key, 0))));
    expect(read).toEqual({ kind: "ok", key: { ...key, name: "" } });
  });

  test("brings earlier keys along", async () => {
    const rotated = await rotateTherapistKey(await rotateTherapistKey(key));
    const read = await readKeyFile(printed(writeKeySheet(rotated, 0)));
    expect(read).toEqual({ kind: "ok", key: { ...rotated, name: "" } });
  });

  test("says the same in its code, with the name", async () => {
    const named = { ...(await rotateTherapistKey(key)), name: "د. ريفيرا Müller" };
    const { code } = writeKeySheet(named, 0);
    expect(await readKeyFile(code)).toEqual({ kind: "ok", key: named });
    expect(await readKeyFile(code.replaceAll("\n", " "))).toEqual({ kind: "ok", key: named });
  });

  test("typed with one slip says in which group to look", async () => {
    const { opening, signing } = writeKeySheet(key, 0);
    const [startOfOpening, startOfSigning] = ["AGE-SECRET-KEY-1".length, "AFTERSESSION-SIGN-1".length];
    const inOpening = `${withSlip(opening, startOfOpening + 9)}\n${signing}`;
    expect(await readKeyFile(inOpening)).toEqual({ kind: "refused", reason: "damagedKey", group: 3 });
    const inSigning = `${opening}\n${withSlip(signing, startOfSigning + 57)}`;
    expect(await readKeyFile(inSigning)).toEqual({ kind: "refused", reason: "damagedIssuer", group: 15 });
  });

  test("without its second line opens, but cannot sign", async () => {
    expect(await readKeyFile(writeKeySheet(key, 0).opening)).toMatchObject({ kind: "identityOnly" });
  });

  function withSlip(line: string, at: number): string {
    return `${line.slice(0, at)}${line[at] === "Q" ? "P" : "Q"}${line.slice(at + 1)}`;
  }
  function lookalike(group: string): string {
    return group.replaceAll("0", "O").replaceAll("L", "I").replaceAll("8", "B");
  }
});

function swapped(identity: string): string {
  return `${identity.slice(0, 30)}${identity[30] === "Q" ? "P" : "Q"}${identity.slice(31)}`;
}
