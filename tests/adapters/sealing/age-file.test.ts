import { Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openUsualAgeFile, readyIdentity } from "../../../src/adapters/sealing/age-file.ts";

async function sealedFor(recipients: readonly string[], text: string): Promise<Uint8Array<ArrayBuffer>> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return new Uint8Array(await encrypter.encrypt(text));
}
async function party() {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity), ready: await readyIdentity(identity) };
}
const read = async (file: Uint8Array<ArrayBuffer>, ...parties: readonly Awaited<ReturnType<typeof party>>[]) => {
  const opened = await openUsualAgeFile(
    file,
    parties.map(({ ready }) => ready),
  );
  return opened === null ? null : new TextDecoder().decode(opened);
};

describe("the usual age file", () => {
  test("opens as the library sealed it, whatever is in it", async () => {
    const ours = await party();
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, maxLength: 3_000 }), async (text) => {
        const whole = new TextDecoder().decode(new TextEncoder().encode(text));
        expect(await read(await sealedFor([ours.recipient], text), ours)).toBe(whole);
      }),
      { numRuns: 40 },
    );
  });

  test("opens for each of several readers, with any of several keys", async () => {
    const [first, second, stranger] = [await party(), await party(), await party()];
    const file = await sealedFor([first.recipient, second.recipient], "for two");
    expect(await read(file, second)).toBe("for two");
    expect(await read(file, stranger, first)).toBe("for two");
    expect(await read(file, stranger)).toBeNull();
  });

  test("with any byte changed is left to the library", async () => {
    const ours = await party();
    const file = await sealedFor([ours.recipient], "x");
    for (let at = 0; at < file.length; at += 1) {
      const changed = file.slice();
      changed[at]! ^= 1;
      expect(await read(changed, ours), `byte ${at}`).toBeNull();
    }
  });

  test("cut short, longer than a chunk, or with another kind of key is left to the library", async () => {
    const ours = await party();
    const file = await sealedFor([ours.recipient], "x");
    for (let length = 0; length < file.length; length += 7) expect(await read(file.slice(0, length), ours)).toBeNull();
    expect(await read(await sealedFor([ours.recipient], "x".repeat(70_000)), ours)).toBeNull();
    const locked = new Encrypter();
    locked.setPassphrase("words");
    locked.setScryptWorkFactor(2);
    expect(await read(new Uint8Array(await locked.encrypt("x")), ours)).toBeNull();
  });

  test("our key cannot be read out of what a worker is given", async () => {
    const { ready } = await party();
    expect(ready.key.extractable).toBe(false);
  });
});
