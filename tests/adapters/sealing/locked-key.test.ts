import { armor, Encrypter } from "age-encryption";
import { beforeAll, describe, expect, test } from "vitest";
import { lockKeyFile, suggestPassphrase, unlockKeyFile } from "../../../src/adapters/sealing/locked-key.ts";
import { makeTherapistKey } from "../../../src/adapters/sealing/therapist-key.ts";

/** Enough to have the shape of it; a second each would be spent for nothing. */
const EASY = 10;
const PASSPHRASE = "garden-copper-window-lemon-river-stone";
let locked: string;
beforeAll(async () => {
  locked = await lockKeyFile("the key file", PASSPHRASE, EASY);
});

describe("a locked key file", () => {
  test("is text that says nothing of what is inside", () => {
    expect(locked).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);
    expect(locked).toMatch(/\n-----END AGE ENCRYPTED FILE-----\n$/);
    expect(locked).not.toContain("key file");
  });

  test.each<[string, (text: string) => string]>([
    ["as it is", (text) => text],
    ["with line ends of Windows", (text) => text.replaceAll("\n", "\r\n")],
    ["quoted in a mail", (text) => text.replaceAll("\n", "\n> ")],
    ["on one line", (text) => text.replaceAll("\n", " ")],
    ["after other words", (text) => `My key:\n\n${text}`],
  ])("opens with its passphrase %s", async (_, change) => {
    expect(await unlockKeyFile(change(locked), PASSPHRASE)).toEqual({ kind: "unlocked", text: "the key file" });
  });

  test("does not mind blanks around the passphrase, or how an accent is put together", async () => {
    const accented = await lockKeyFile("x", "  caf\u00e9-caf\u00e9-caf\u00e9-caf\u00e9 ", EASY);
    expect(await unlockKeyFile(accented, "cafe\u0301-cafe\u0301-cafe\u0301-cafe\u0301\n")).toMatchObject({
      kind: "unlocked",
    });
  });

  test("stays closed for another passphrase, and where one letter of it was changed", async () => {
    const wrong = { kind: "refused", reason: "wrongPassphrase" };
    expect(await unlockKeyFile(locked, "garden copper window lemon river stone")).toEqual(wrong);
    const lines = locked.split("\n");
    const changed = lines.map((line, n) => (n === lines.length - 3 ? swapFirst(line) : line)).join("\n");
    expect(await unlockKeyFile(changed, PASSPHRASE)).toEqual(wrong);
  });

  test("that was cut short says so", async () => {
    expect(await unlockKeyFile(locked.slice(0, -40), PASSPHRASE)).toEqual({ kind: "refused", reason: "damagedFile" });
  });

  test("locked for a key instead of a passphrase is not asked for one again and again", async () => {
    const encrypter = new Encrypter();
    encrypter.addRecipient((await makeTherapistKey("x")).recipient);
    const forKey = armor.encode(await encrypter.encrypt("x"));
    expect(await unlockKeyFile(forKey, PASSPHRASE)).toEqual({ kind: "refused", reason: "otherLock" });
  });
});

test("suggestions are six words, and another six each time", () => {
  const [one, two] = [suggestPassphrase(), suggestPassphrase()];
  expect(one).toMatch(/^([a-z]+-){5}[a-z]+$/);
  expect(one).not.toBe(two);
});

function swapFirst(line: string): string {
  return `${line.startsWith("A") ? "B" : "A"}${line.slice(1)}`;
}
