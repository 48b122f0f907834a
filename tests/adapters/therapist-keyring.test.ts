import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import { makeClientKey } from "../../src/adapters/sealing/client-key.ts";
import { readInvite } from "../../src/adapters/sealing/invite.ts";
import { makeTherapistKey, writeKeyFile } from "../../src/adapters/sealing/therapist-key.ts";
import {
  createTherapistKeyring,
  type InvitedClient,
  type TherapistKeyring,
} from "../../src/adapters/sealing/therapist-keyring.ts";
import { openTherapistArchive, type TherapistArchive } from "../../src/adapters/storage/therapist-archive.ts";
import { sealResponse } from "../ui/therapist/sealed-responses.ts";

const NOW = Date.parse("2026-11-23T10:00:00Z");
const mailbox = { url: "https://box.example", box: "rivera", token: "reading" };

let count = 0;
let archive: TherapistArchive;
let keyring: TherapistKeyring;

beforeEach(async () => {
  archive = await openTherapistArchive(`keyring-${++count}`);
  keyring = createTherapistKeyring({ store: archive, now: () => NOW, rules: { allowLocalhost: false } });
});

function client(overrides: Partial<InvitedClient> = {}): InvitedClient {
  return {
    label: "A.",
    videoHosts: ["meet.example"],
    token: "writing",
    takeBackSeconds: 600,
    expiresAt: NOW + 7 * 86_400_000,
    ...overrides,
  };
}

async function backedUp(): Promise<void> {
  await keyring.make("Dr. Rivera");
  await keyring.prove((await keyring.fileText())!);
}

describe("a new key", () => {
  test("is kept, and is not backed up yet", async () => {
    const key = await keyring.make("Dr. Rivera");
    expect(key).toMatchObject({ name: "Dr. Rivera", madeAt: NOW, backedUpAt: null });
    expect(await keyring.summary()).toEqual(key);
  });

  test("invites nobody before its backup was proven", async () => {
    await keyring.make("Dr. Rivera");
    expect(await keyring.invite(client(), mailbox)).toBeNull();
  });

  test("shows no secret to the page", async () => {
    expect(JSON.stringify(await keyring.make("Dr. Rivera"))).not.toContain("SECRET");
  });
});

describe("a backup", () => {
  test("is proven by the file that was saved", async () => {
    await keyring.make("Dr. Rivera");
    expect(await keyring.prove((await keyring.fileText())!)).toMatchObject({ kind: "taken", key: { backedUpAt: NOW } });
    expect(await keyring.summary()).toMatchObject({ backedUpAt: NOW });
  });

  test("is not proven by the file of another key", async () => {
    await keyring.make("Dr. Rivera");
    const other = writeKeyFile(await makeTherapistKey("Dr. Rivera"), NOW);
    expect(await keyring.prove(other)).toEqual({ kind: "refused", reason: "otherKey" });
    expect(await keyring.summary()).toMatchObject({ backedUpAt: null });
  });

  test.each([
    ["an empty file", "", "noKey"],
    ["some other text", "my holiday", "noKey"],
    ["a key with a slip of the pen", "AGE-SECRET-KEY-1QQQQ", "damagedKey"],
  ] as const)("is not proven by %s", async (_, text, reason) => {
    await keyring.make("Dr. Rivera");
    expect(await keyring.prove(text)).toEqual({ kind: "refused", reason });
  });

  test("of the half that opens alone is not enough: it could not sign another invite", async () => {
    await keyring.make("Dr. Rivera");
    const half = (await keyring.fileText())!.replace(/^# aftersession-issuer.*$/m, "");
    expect(await keyring.prove(half)).toEqual({ kind: "refused", reason: "otherKey" });
  });
});

test("a backup whose signing half is another's is not proven", async () => {
  await keyring.make("Dr. Rivera");
  const kept = (await keyring.fileText())!;
  const other = writeKeyFile(await makeTherapistKey("Dr. Rivera"), NOW);
  const mixed = kept.replace(/^# aftersession-issuer.*$/m, /^# aftersession-issuer.*$/m.exec(other)![0]);
  expect(await keyring.prove(mixed)).toEqual({ kind: "refused", reason: "otherKey" });
});

describe("a key that was there already", () => {
  test("is taken over from its file, and counts as backed up", async () => {
    const file = writeKeyFile(await makeTherapistKey("Dr. Rivera"), 0);
    expect(await keyring.take(file, "")).toMatchObject({
      kind: "taken",
      key: { name: "Dr. Rivera", backedUpAt: NOW },
    });
    expect(await keyring.invite(client(), mailbox)).not.toBeNull();
  });

  test("that lost its name takes the one that was typed, or asks for it", async () => {
    const file = writeKeyFile(await makeTherapistKey("Dr. Rivera"), 0).replace(/^# aftersession-name.*$/m, "");
    expect(await keyring.take(file, "")).toEqual({ kind: "refused", reason: "noName" });
    expect(await keyring.take(file, "Dr. R.")).toMatchObject({ kind: "taken", key: { name: "Dr. R." } });
  });

  test("of another program cannot sign invites and is not taken", async () => {
    const { identity } = await makeTherapistKey("x");
    expect(await keyring.take(identity, "x")).toEqual({ kind: "refused", reason: "identityOnly" });
  });
});

describe("an invite", () => {
  test("says what was asked for, and its words are the client's words", async () => {
    await backedUp();
    const record = (await keyring.invite(client(), mailbox))!;
    const read = await readInvite(record.invite!, { nowMs: NOW, allowLocalhost: false });
    expect(read).toMatchObject({
      kind: "ok",
      phrase: record.phrase,
      invite: {
        issuer: { name: "Dr. Rivera" },
        client: record.client,
        secret: record.secret,
        endpoint: { url: "https://box.example", box: "rivera", token: "writing" },
        videoHosts: ["meet.example"],
        settings: { takeBackSeconds: 600 },
        mode: "sealed",
      },
    });
  });

  test("never holds the label or the reading token", async () => {
    await backedUp();
    const record = (await keyring.invite(client({ label: "Anna Quill" }), mailbox))!;
    const read = await readInvite(record.invite!, { nowMs: NOW, allowLocalhost: false });
    expect(JSON.stringify(read)).not.toMatch(/Anna|reading/);
  });

  test("gives each client another name and another secret", async () => {
    await backedUp();
    const [one, two] = [await keyring.invite(client(), mailbox), await keyring.invite(client(), mailbox)];
    expect(one!.client).not.toBe(two!.client);
    expect(one!.secret).not.toBe(two!.secret);
  });

  test("that no client could accept is not made", async () => {
    await backedUp();
    expect(await keyring.invite(client({ videoHosts: ["localhost"] }), mailbox)).toBeNull();
    expect(await keyring.invite(client(), { ...mailbox, url: "http://box.example" })).toBeNull();
  });
});

test("files sealed for an older key are still opened", async () => {
  await backedUp();
  const record = (await keyring.invite(client(), mailbox))!;
  const bytes = await sealResponse({ record, key: await makeClientKey() });
  await keyring.take(writeKeyFile(await makeTherapistKey("Dr. Rivera"), 0), "");
  const open = await keyring.opener([record]);
  expect(await open({ name: "x.age", bytes, arrivedAt: 0, from: "file", digest: "" })).toMatchObject({
    kind: "opened",
  });
});
