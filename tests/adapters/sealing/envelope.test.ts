import { armor, Decrypter, Encrypter } from "age-encryption";
import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { keyMac } from "../../../src/adapters/sealing/client-key.ts";
import { type OpeningFacts, openEnvelope } from "../../../src/adapters/sealing/open-envelope.ts";
import { sealEnvelope } from "../../../src/adapters/sealing/seal-envelope.ts";
import { signText } from "../../../src/adapters/sealing/signing.ts";
import { makeTherapistKey } from "../../../src/adapters/sealing/therapist-key.ts";
import { toWithdrawnResponse } from "../../../src/protocol/questionnaire-response.ts";
import { AT, makeClient, makeParties, usualPayload } from "./parties.ts";

let parties: Awaited<ReturnType<typeof makeParties>>;
beforeAll(async () => {
  parties = await makeParties();
});

async function open(bytes: Uint8Array, changed: Partial<OpeningFacts> = {}) {
  return openEnvelope(bytes, { ...parties.opening, ...changed });
}

/** What somebody who can open an envelope may do with it: read the signed text, change it, seal it for anybody. */
async function rewrapped(bytes: Uint8Array, change: (text: string) => string, recipient: string): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(parties.therapist.identity);
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(change(await decrypter.decrypt(bytes, "text")));
}

describe("a sealed envelope", () => {
  test("opens for the therapist with everything in it", async () => {
    const payload = await usualPayload(parties.ann, { seq: 7 });
    const { privateKey } = parties.ann;
    const sealed = await sealEnvelope({ payload, privateKey, recipients: [parties.therapist.recipient] });
    expect(await open(sealed, { fileName: `${payload.id}.age` })).toMatchObject({
      kind: "opened",
      payload,
      content: { kind: "response", response: { id: payload.id, client: "ann", answers: { B1: 8, R1: "no" } } },
      firstKey: true,
    });
  });

  test("opens when it was armored, whatever happened to its line ends", async () => {
    const sealed = await parties.seal(parties.ann);
    const armored = armor.encode(sealed);
    for (const text of [armored, armored.replaceAll("\n", "\r\n"), `\n  ${armored}\n\n`])
      expect(await open(new TextEncoder().encode(text))).toMatchObject({ kind: "opened" });
  });

  test("opens for a practice's escrow as well, and for a key that was rotated out", async () => {
    const escrow = await makeTherapistKey("Practice");
    const recipients = [parties.therapist.recipient, escrow.recipient];
    const payload = await usualPayload(parties.ann);
    const sealed = await sealEnvelope({ payload, privateKey: parties.ann.privateKey, recipients });
    const newer = await makeTherapistKey("Dr. Rivera");
    const identities = [newer.identity, escrow.identity];
    const ourRecipientSets = [[newer.recipient], recipients.toReversed()];
    expect(await open(sealed, { identities, ourRecipientSets })).toMatchObject({ kind: "opened" });
  });

  test("opens with a private key that cannot leave the browser", async () => {
    const pair = (await crypto.subtle.generateKey({ name: "X25519" }, false, ["deriveBits"])) as CryptoKeyPair;
    const { identityToRecipient } = await import("age-encryption");
    const recipient = await identityToRecipient(pair.privateKey);
    const payload = await usualPayload(parties.ann);
    const sealed = await sealEnvelope({ payload, privateKey: parties.ann.privateKey, recipients: [recipient] });
    expect(await open(sealed, { identities: [pair.privateKey], ourRecipientSets: [[recipient]] })).toMatchObject({
      kind: "opened",
    });
  });

  test("has the same size whatever was answered, short comment and withdrawal included", async () => {
    const { ann, seal } = parties;
    const payload = await usualPayload(ann);
    const longer = { ...payload.body, item: [...(payload.body.item as object[]), noted("Just one thing. ".repeat(8))] };
    const body = toWithdrawnResponse({
      id: payload.id,
      client: "ann",
      instrument: "afs-core|1",
      submittedAt: Date.parse(AT),
    });
    const sizes = await Promise.all([
      seal(ann),
      seal(ann, { id: payload.id, body: longer }),
      seal(ann, { id: payload.id, body: { ...payload.body, item: [] } }),
      seal(ann, { type: "withdrawn", body }),
      seal(ann, { type: "test", body: {} }),
    ]);
    expect(new Set(sizes.map(({ length }) => length))).toEqual(new Set([2_248]));
  });

  test("shows nothing of what is in it", async () => {
    const sealed = await parties.seal(parties.ann);
    const text = new TextDecoder("latin1").decode(sealed);
    const inside = JSON.stringify(await usualPayload(parties.ann));
    // With its quotes: two letters alone stand in one of thirty sealed files by chance.
    for (const word of ["QuestionnaireResponse", '"B1"', "afs-core", `"${parties.ann.client}"`]) {
      expect(inside).toContain(word);
      expect(text).not.toContain(word);
    }
  });

  test("is refused by us before a therapist's page would refuse it", async () => {
    await expect(parties.seal(parties.ann, { seq: 0 })).rejects.toThrow(RangeError);
    const body = { ...(await usualPayload(parties.ann)).body, note: "x".repeat(70_000) };
    await expect(parties.seal(parties.ann, { body })).rejects.toThrow(RangeError);
  });
});

function noted(text: string) {
  return { linkId: "N1", answer: [{ valueString: text }] };
}

describe("an envelope that is not what it seems is refused:", () => {
  test("any byte changed, or cut short", async () => {
    const sealed = await parties.seal(parties.ann);
    const places = Array.from({ length: 160 }, (_, n) => Math.floor((n * sealed.length) / 160));
    for (const at of places) {
      const changed = Uint8Array.from(sealed);
      changed[at]! ^= 1 << (at % 8);
      expect((await open(changed)).kind, `byte ${at}`).toBe("refused");
      expect((await open(sealed.slice(0, at))).kind, `first ${at} bytes`).toBe("refused");
    }
  });

  test("something after its end", async () => {
    const sealed = await parties.seal(parties.ann);
    expect(await open(Uint8Array.from([...sealed, 0]))).toMatchObject({ reason: "damaged" });
  });

  test("no age file at all", async () => {
    for (const text of ["", "x", "<html>", "age-encryption.org/v2\n"])
      expect(await open(new TextEncoder().encode(text))).toMatchObject({ reason: "notSealed" });
    expect(await open(new Uint8Array(100_000))).toMatchObject({ reason: "tooLarge" });
    const broken = "-----BEGIN AGE ENCRYPTED FILE-----\nxx\n-----END AGE ENCRYPTED FILE-----";
    expect(await open(new TextEncoder().encode(broken))).toMatchObject({ reason: "damaged" });
  });

  test("sealed for another therapist", async () => {
    const other = await makeTherapistKey("Dr. Other");
    expect(await open(await parties.seal(parties.ann, {}, other))).toMatchObject({ reason: "otherKey", claimed: null });
  });

  test("opened by its reader and sealed again for somebody else", async () => {
    const other = await makeTherapistKey("Dr. Other");
    const passedOn = await rewrapped(await parties.seal(parties.ann), (text) => text, other.recipient);
    const facts = { identities: [other.identity], ourRecipientSets: [[other.recipient]] };
    expect(await open(passedOn, facts)).toMatchObject({ reason: "otherRecipients" });
  });

  test("answers edited by somebody who can open it", async () => {
    const edited = await rewrapped(
      await parties.seal(parties.ann),
      (text) => text.replace('\\"valueInteger\\":8', '\\"valueInteger\\":2'),
      parties.therapist.recipient,
    );
    expect(await open(edited)).toMatchObject({ reason: "wrongSignature", claimed: { client: "ann" } });
  });

  test("the signed text written in another way", async () => {
    const respaced = await rewrapped(
      await parties.seal(parties.ann),
      (text) => text.replace('\\"seq\\":1', '\\"seq\\": 1'),
      parties.therapist.recipient,
    );
    expect(await open(respaced)).toMatchObject({ reason: "wrongSignature" });
  });

  test("of a client nobody invited", async () => {
    const mallory = await makeClient("mallory");
    expect(await open(await parties.seal(mallory))).toMatchObject({ reason: "unknownClient" });
  });

  test("one client writing as another", async () => {
    const { ann, bob, seal } = parties;
    expect(await open(await seal({ ...bob, client: "ann" }))).toMatchObject({ reason: "wrongMac" });
    expect(await open(await seal({ ...bob, client: "ann", mac: ann.mac }))).toMatchObject({ reason: "wrongMac" });
    expect(await open(await seal({ ...ann, privateKey: bob.privateKey }))).toMatchObject({ reason: "wrongSignature" });
  });

  test("a second key with the same invite, once the first is known", async () => {
    const { ann, seal, opening } = parties;
    const knownClients = () => ({ secret: ann.secret, pinnedKey: ann.publicKey });
    expect(await open(await seal(ann), { ...opening, knownClients })).toMatchObject({
      kind: "opened",
      firstKey: false,
    });
    const second = await makeClient("ann", ann.secret);
    expect(await open(await seal(second), { ...opening, knownClients })).toMatchObject({ reason: "secondKey" });
  });

  test("under the name of another envelope", async () => {
    const fileName = `${crypto.randomUUID()}.age`;
    expect(await open(await parties.seal(parties.ann), { fileName })).toMatchObject({ reason: "otherName" });
  });

  test("of a later version, which is said so", async () => {
    const { ann, therapist } = parties;
    const p = JSON.stringify({ v: 3 });
    const text = JSON.stringify({ p, sig: await signText(ann.privateKey, p) });
    const sealed = await rewrapped(await parties.seal(ann), () => text, therapist.recipient);
    expect(await open(sealed)).toMatchObject({ reason: "newerVersion" });
  });

  test.each(["", "null", "{}", '{"p":1,"sig":2}', '{"p":"{}","sig":"x"}', "\ufffd".repeat(10)])(
    "sealed for us but without sense: %j",
    async (text) => {
      const sealed = await rewrapped(await parties.seal(parties.ann), () => text, parties.therapist.recipient);
      expect(await open(sealed)).toMatchObject({ reason: "notUnderstood" });
    },
  );

  test("a key that is no point of the curve is an answer, not a crash", async () => {
    const { ann, seal } = parties;
    const publicKey = "_".repeat(42).concat("8");
    const mac = await keyMac(ann.secret, "ann", publicKey);
    expect(await open(await seal({ ...ann, publicKey, mac }))).toMatchObject({ reason: "wrongSignature" });
  });

  test("whatever bytes come, opening never throws", async () => {
    const header = new TextEncoder().encode("age-encryption.org/v1\n");
    const bytes = fc.uint8Array({ maxLength: 400 }).map((tail) => Uint8Array.from([...header, ...tail]));
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes, fc.uint8Array({ maxLength: 400 })), async (given) => {
        expect((await open(given)).kind).toBe("refused");
      }),
      { numRuns: 200 },
    );
  });
});
