import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { armor, Decrypter } from "age-encryption";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lockKeyFile, unlockKeyFile } from "../../../src/adapters/sealing/locked-key.ts";
import { openEnvelope } from "../../../src/adapters/sealing/open-envelope.ts";
import { sealEnvelope } from "../../../src/adapters/sealing/seal-envelope.ts";
import {
  makeTherapistKey,
  readKeyFile,
  rotateTherapistKey,
  writeKeyFile,
  writeKeySheet,
} from "../../../src/adapters/sealing/therapist-key.ts";
import { readCopyFile } from "../../../src/ui/therapist/copy-file.ts";
import { makeParties, usualPayload } from "./parties.ts";

const hasAge = spawnSync("age", ["--version"]).error === undefined;
if (!hasAge) console.warn("The age command is not installed: the tests that compare with it are skipped.");

const folder = mkdtempSync(join(tmpdir(), "aftersession-age-"));
afterAll(() => rmSync(folder, { recursive: true }));
const inFolder = (name: string) => join(folder, name);

let parties: Awaited<ReturnType<typeof makeParties>>;
beforeAll(async () => {
  parties = await makeParties();
});

test.skipIf(!hasAge)("the age command opens our envelopes with our key file as it is", async () => {
  const sealed = await parties.seal(parties.ann);
  writeFileSync(inFolder("key.txt"), writeKeyFile(parties.therapist, 0));
  writeFileSync(inFolder("sealed.age"), sealed);
  writeFileSync(inFolder("armored.age"), armor.encode(sealed));
  for (const name of ["sealed.age", "armored.age"]) {
    const text = execFileSync("age", ["-d", "-i", inFolder("key.txt"), inFolder(name)], { encoding: "utf8" });
    expect(text).toHaveLength(2_048);
    expect(JSON.parse(JSON.parse(text).p)).toMatchObject({ v: 1, client: "ann", type: "response" });
  }
});

test.skipIf(!hasAge)("we open what the age command sealed, binary and armored", async () => {
  const decrypter = new Decrypter();
  decrypter.addIdentity(parties.therapist.identity);
  const signed = await decrypter.decrypt(await parties.seal(parties.ann), "text");
  for (const form of [[], ["-a"]]) {
    const args = ["-r", parties.therapist.recipient, ...form];
    const sealed = execFileSync("age", args, { input: signed });
    expect(await openEnvelope(sealed, parties.opening)).toMatchObject({ kind: "opened", payload: { client: "ann" } });
  }
});

test.skipIf(!hasAge)(
  "the age command opens what is sealed for two with either key, and old files with a rotated key",
  async () => {
    const practice = await makeTherapistKey("Practice");
    const rotated = await rotateTherapistKey(parties.therapist);
    const payload = await usualPayload(parties.ann);
    const { privateKey } = parties.ann;
    const recipients = [rotated.recipient, practice.recipient];
    writeFileSync(inFolder("both.age"), await sealEnvelope({ payload, privateKey, recipients }));
    writeFileSync(inFolder("before.age"), await parties.seal(parties.ann));
    writeFileSync(inFolder("rotated.txt"), writeKeyFile(rotated, 0));
    writeFileSync(inFolder("practice.txt"), writeKeyFile(practice, 0));
    const opened = (key: string, file: string) =>
      execFileSync("age", ["-d", "-i", inFolder(key), inFolder(file)], { encoding: "utf8", stdio: "pipe" });
    expect(opened("rotated.txt", "both.age")).toBe(opened("practice.txt", "both.age"));
    expect(JSON.parse(JSON.parse(opened("rotated.txt", "before.age")).p)).toMatchObject({ client: "ann" });
    expect(() => opened("practice.txt", "before.age")).toThrow("no identity matched");
  },
);

test.skipIf(!hasAge)("an envelope the age command finds altered is altered for us", async () => {
  const sealed = await parties.seal(parties.ann);
  writeFileSync(inFolder("key.txt"), writeKeyFile(parties.therapist, 0));
  for (const at of [30, 150, 210, 1_000, sealed.length - 1]) {
    const changed = Uint8Array.from(sealed);
    changed[at]! ^= 1;
    writeFileSync(inFolder("changed.age"), changed);
    const byAge = spawnSync("age", ["-d", "-i", inFolder("key.txt"), inFolder("changed.age")]);
    expect([byAge.status, (await openEnvelope(changed, parties.opening)).kind]).toEqual([1, "refused"]);
  }
});

test.skipIf(!hasAge)("a key of age-keygen opens, but cannot sign invites", async () => {
  execFileSync("age-keygen", ["-o", inFolder("keygen.txt")], { stdio: "pipe" });
  expect(await readKeyFile(readFileSync(inFolder("keygen.txt"), "utf8"))).toMatchObject({
    kind: "identityOnly",
    recipient: execFileSync("age-keygen", ["-y", inFolder("keygen.txt")], { encoding: "utf8" }).trim(),
  });
});

test.skipIf(!hasAge)("the age command opens what is sealed for a key with the text of its sheet's code", async () => {
  writeFileSync(inFolder("code.txt"), writeKeySheet(parties.therapist, 0).code);
  writeFileSync(inFolder("for-sheet.age"), await parties.seal(parties.ann));
  const args = ["-d", "-i", inFolder("code.txt"), inFolder("for-sheet.age")];
  expect(execFileSync("age", args, { encoding: "utf8" })).toHaveLength(2_048);
});

const PASSPHRASE = "garden-copper-window-lemon-river-stone";
/** `age` asks for a passphrase at a terminal only, and twice when it locks: `script` gives it one. */
const canType = hasAge && spawnSync("script", ["--version"]).error === undefined;
function ageAtTerminal(command: string, answers: string): void {
  execFileSync("script", ["-qec", command, "/dev/null"], { input: answers, stdio: ["pipe", "pipe", "pipe"] });
}

test.skipIf(!canType)("the age command opens a key file that we locked, with its passphrase", async () => {
  const text = writeKeyFile(parties.therapist, 0);
  writeFileSync(inFolder("locked.age"), await lockKeyFile(text, PASSPHRASE));
  ageAtTerminal(`age -d -o ${inFolder("unlocked.txt")} ${inFolder("locked.age")}`, `${PASSPHRASE}\n`);
  expect(readFileSync(inFolder("unlocked.txt"), "utf8")).toBe(text);
});

test.skipIf(!canType)("we open a key file that the age command locked, as text and as bytes", async () => {
  const text = writeKeyFile(parties.therapist, 0);
  writeFileSync(inFolder("plain.txt"), text);
  for (const form of ["-a", ""]) {
    const locked = inFolder(`by-age${form}.age`);
    ageAtTerminal(`age -p ${form} -o ${locked} ${inFolder("plain.txt")}`, `${PASSPHRASE}\n${PASSPHRASE}\n`);
    const copy = await readCopyFile(new File([readFileSync(locked)], "aftersession-key.age"));
    expect(await unlockKeyFile(copy, PASSPHRASE)).toEqual({ kind: "unlocked", text });
  }
});
