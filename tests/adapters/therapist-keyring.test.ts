import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import { makeClientKey } from "../../src/adapters/sealing/client-key.ts";
import { readInvite } from "../../src/adapters/sealing/invite.ts";
import { makeTherapistKey, readKeyFile, writeKeyFile } from "../../src/adapters/sealing/therapist-key.ts";
import {
  createTherapistKeyring,
  type InvitedClient,
  type TherapistKeyring,
} from "../../src/adapters/sealing/therapist-keyring.ts";
import { openTherapistArchive, type TherapistArchive } from "../../src/adapters/storage/therapist-archive.ts";
import { decideInviteAcceptance } from "../../src/core/invite/acceptance.ts";
import { NOTHING_OF_THEIR_OWN } from "../../src/core/invite/own-key.ts";
import { placeMarkOf } from "../../src/protocol/place.ts";
import type { ClientRecord } from "../../src/protocol/therapist-records.ts";
import { BY_HAND, mailboxPlace, PLAIN_WEBHOOK, SHARE } from "../ui/therapist/places.ts";
import { sealResponse } from "../ui/therapist/sealed-responses.ts";

const NOW = Date.parse("2026-11-23T10:00:00Z");
const mailbox = mailboxPlace({ url: "https://box.example", box: "rivera", token: "reading" });

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
    own: { ...NOTHING_OF_THEIR_OWN, token: "writing" },
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

describe("a backup in another form", () => {
  const PASSPHRASE = "garden-copper-window-lemon-river-stone";

  test("is proven by what the sheet says, and by its code", async () => {
    await keyring.make("Dr. Rivera");
    const { opening, signing, code } = (await keyring.sheet())!;
    for (const copy of [`${opening} ${signing}`.toLowerCase(), code])
      expect(await keyring.prove(copy)).toMatchObject({ kind: "taken", key: { backedUpAt: NOW } });
  });

  test("is not proven by half a sheet", async () => {
    await keyring.make("Dr. Rivera");
    const { opening, signing } = (await keyring.sheet())!;
    expect(await keyring.prove(opening)).toEqual({ kind: "refused", reason: "otherKey" });
    expect(await keyring.prove(signing)).toEqual({ kind: "refused", reason: "noKey" });
  });

  test("is proven by the locked file with its passphrase, and by no other", async () => {
    await keyring.make("Dr. Rivera");
    const locked = (await keyring.lockedFile(PASSPHRASE))!;
    expect(await keyring.prove(locked)).toEqual({ kind: "refused", reason: "locked" });
    expect(await keyring.prove(locked, "garden")).toEqual({ kind: "refused", reason: "wrongPassphrase" });
    expect(await keyring.summary()).toMatchObject({ backedUpAt: null });
    expect(await keyring.prove(locked, PASSPHRASE)).toMatchObject({ kind: "taken" });
  }, 60_000);

  test("brings the key to another computer: from paper with the name that is typed, from the code with its own", async () => {
    await backedUp();
    const [record, sheet] = [(await keyring.invite(client(), mailbox))!, (await keyring.sheet())!];
    const elsewhere = createTherapistKeyring({
      store: await openTherapistArchive(`keyring-${++count}`),
      now: () => NOW,
      rules: { allowLocalhost: false },
    });
    const typed = `${sheet.opening}\n${sheet.signing}`;
    expect(await elsewhere.take(typed, "")).toEqual({ kind: "refused", reason: "noName" });
    expect(await elsewhere.take(typed, "Dr. R.")).toMatchObject({ kind: "taken", key: { name: "Dr. R." } });
    expect(await elsewhere.take(sheet.code, "")).toMatchObject({ kind: "taken", key: { name: "Dr. Rivera" } });
    expect(await elsewhere.update(record, null, NOW + 1_000)).not.toBeNull();
  });
});

describe("another invite for the same person", () => {
  async function followed() {
    await backedUp();
    const record = (await keyring.invite(client({ rooms: ["https://meet.example/7"] }), mailbox))!;
    return { record, next: (await keyring.follow(record, null, NOW + 86_400_000))! };
  }

  test("is a new pseudonym and secret for the same place and questions, and knows whom it follows", async () => {
    const { record, next } = await followed();
    const rules = { nowMs: NOW, allowLocalhost: false };
    const [first, second] = [await readInvite(record.invite!, rules), await readInvite(next.invite!, rules)];
    if (first.kind !== "ok" || second.kind !== "ok") throw new Error("An invite of ours cannot be read.");
    const { client: pseudonym, secret, expiresAt } = second.invite;
    expect(second.invite).toEqual({ ...first.invite, client: pseudonym, secret, expiresAt });
    expect([pseudonym, secret]).not.toContain(first.invite.client);
    expect(secret).not.toBe(first.invite.secret);
    expect(next).toMatchObject({ follows: record.client, label: "A.", update: 1, pinnedKey: null });
    expect(second.phrase).toEqual(next.phrase);
  });

  test("is a first one on a new computer, and refused where the old one is still set up", async () => {
    const { record, next } = await followed();
    const rules = { nowMs: NOW, allowLocalhost: false };
    const [before, after] = [await readInvite(record.invite!, rules), await readInvite(next.invite!, rules)];
    if (before.kind !== "ok" || after.kind !== "ok") throw new Error("An invite of ours cannot be read.");
    const { invite } = after;
    expect(decideInviteAcceptance({ invite, current: null, nowMs: NOW })).toMatchObject({ kind: "first" });
    expect(decideInviteAcceptance({ invite, current: before, nowMs: NOW })).toEqual({
      kind: "refused",
      reason: "otherClient",
    });
  });

  test("lets what was sealed under the old one be opened still, and nobody write in the new one's place", async () => {
    const { record, next } = await followed();
    const [old, fresh] = [await makeClientKey(), await makeClientKey()];
    const open = await keyring.opener([next, record]);
    const file = (bytes: Uint8Array<ArrayBuffer>) =>
      ({ name: "x.age", bytes, arrivedAt: 0, from: "file", digest: "" }) as const;
    expect(await open(file(await sealResponse({ record, key: old })))).toMatchObject({ kind: "opened" });
    expect(await open(file(await sealResponse({ record: next, key: fresh })))).toMatchObject({ kind: "opened" });
    const forged = { ...next, secret: record.secret };
    expect(await open(file(await sealResponse({ record: forged, key: old })))).toMatchObject({
      kind: "refused",
      reason: "wrongMac",
    });
  });

  test("is not made from a list: its details are not here", async () => {
    const { record } = await followed();
    expect(await keyring.follow({ ...record, invite: null }, null, NOW + 1)).toBeNull();
  });
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
    expect(
      await keyring.invite(client(), { ...mailbox, endpoint: { ...mailbox.endpoint, url: "http://box.example" } }),
    ).toBeNull();
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

describe("a new key in the place of the old one", () => {
  const PRACTICE = { name: "Practice North", recipient: "" };

  async function renewed() {
    await backedUp();
    const record = (await keyring.invite(client(), mailbox))!;
    const oldFile = (await keyring.fileText())!;
    const summary = (await keyring.renew())!;
    return { record, oldFile, summary };
  }
  const opened = async (records: readonly ClientRecord[], bytes: Uint8Array<ArrayBuffer>) =>
    (await keyring.opener(records))({ name: "x.age", bytes, arrivedAt: 0, from: "file", digest: "" });

  test("reads with another key and signs with the same", async () => {
    const { oldFile, summary } = await renewed();
    const [old, fresh] = [await readKeyFile(oldFile), await readKeyFile((await keyring.fileText())!)];
    if (old.kind !== "ok" || fresh.kind !== "ok") throw new Error("A key file of ours cannot be read.");
    expect(fresh.key).toMatchObject({ issuerPublic: old.key.issuerPublic, older: [old.key.identity] });
    expect(fresh.key.recipient).not.toBe(old.key.recipient);
    expect(summary).toMatchObject({ recipient: fresh.key.recipient, backedUpAt: null });
  });

  test("invites and updates nobody before its own backup was proven; the old file does not prove it", async () => {
    const { record, oldFile } = await renewed();
    expect(await keyring.invite(client(), mailbox)).toBeNull();
    expect(await keyring.update(record, null, NOW + 1_000)).toBeNull();
    expect(await keyring.prove(oldFile)).toEqual({ kind: "refused", reason: "otherKey" });
    expect(await keyring.prove((await keyring.fileText())!)).toMatchObject({ kind: "taken" });
    expect(await keyring.update(record, null, NOW + 1_000)).not.toBeNull();
  });

  test("is not proven by a copy that has lost the older keys", async () => {
    await renewed();
    const cut = (await keyring.fileText())!.replace(/^# older keys[\s\S]*$/m, "");
    expect(await keyring.prove(cut)).toEqual({ kind: "refused", reason: "otherKey" });
  });

  test("is made once, however often it is asked for before its backup", async () => {
    const { summary } = await renewed();
    expect(await keyring.renew()).toEqual(summary);
    expect(await archive.keys()).toHaveLength(2);
  });

  test("reaches a client as an update that only changes who reads", async () => {
    const { record, summary } = await renewed();
    await keyring.prove((await keyring.fileText())!);
    const updated = (await keyring.update(record, null, NOW + 86_400_000))!;
    const rules = { nowMs: NOW, allowLocalhost: false };
    const [first, next] = [await readInvite(record.invite!, rules), await readInvite(updated.invite!, rules)];
    if (first.kind !== "ok" || next.kind !== "ok") throw new Error("An invite of ours cannot be read.");
    const expiresAt = NOW + 86_400_000;
    expect(next.invite).toEqual({ ...first.invite, update: 2, recipients: [summary.recipient], expiresAt });
    expect(decideInviteAcceptance({ invite: next.invite, current: first, nowMs: NOW })).toMatchObject({
      kind: "update",
      consentAgain: true,
    });
    expect(updated.phrase).toEqual(next.phrase);
  });

  test("opens what was sealed before and after it, and what is still sealed for the old one", async () => {
    const { record } = await renewed();
    await keyring.prove((await keyring.fileText())!);
    const updated = (await keyring.update(record, null, NOW + 1_000))!;
    const key = await makeClientKey();
    const [before, after] = [await sealResponse({ record, key }), await sealResponse({ record: updated, key, seq: 2 })];
    expect(await opened([updated], before)).toMatchObject({ kind: "opened" });
    expect(await opened([updated], after)).toMatchObject({ kind: "opened", payload: { to: updated.to } });
    const elsewhere = await openTherapistArchive(`keyring-${++count}`);
    const restored = createTherapistKeyring({ store: elsewhere, now: () => NOW, rules: { allowLocalhost: false } });
    expect(await restored.take((await keyring.fileText())!, "")).toMatchObject({ kind: "taken" });
    const open = await restored.opener([updated]);
    for (const bytes of [before, after])
      expect(await open({ name: "x.age", bytes, arrivedAt: 0, from: "file", digest: "" })).toMatchObject({
        kind: "opened",
      });
  });

  test("cannot update a client who has pinned another signing key, or whose invite is elsewhere", async () => {
    await backedUp();
    const record = (await keyring.invite(client(), mailbox))!;
    await keyring.take(writeKeyFile(await makeTherapistKey("Dr. Rivera"), 0), "");
    expect(await keyring.update(record, null, NOW + 1_000)).toBeNull();
    expect(await keyring.update({ ...record, invite: null }, null, NOW + 1_000)).toBeNull();
  });

  test("a practice is a second reader: named in the invite, and its own key opens what comes", async () => {
    await backedUp();
    const practice = await makeTherapistKey("Practice North");
    const before = (await keyring.invite(client(), mailbox))!;
    const updated = (await keyring.update(before, { ...PRACTICE, recipient: practice.recipient }, NOW + 1_000))!;
    const read = await readInvite(updated.invite!, { nowMs: NOW, allowLocalhost: false });
    expect(read).toMatchObject({
      kind: "ok",
      invite: { practice: "Practice North", recipients: [before.recipients[0], practice.recipient] },
    });
    const bytes = await sealResponse({ record: updated, key: await makeClientKey() });
    expect(await opened([updated], bytes)).toMatchObject({ kind: "opened" });
    // On the practice's computer: its key file, and the therapist's client list.
    const store = await openTherapistArchive(`keyring-${++count}`);
    const atPractice = createTherapistKeyring({ store, now: () => NOW, rules: { allowLocalhost: false } });
    await atPractice.take(writeKeyFile(practice, 0), "");
    const open = await atPractice.opener([updated]);
    expect(await open({ name: "x.age", bytes, arrivedAt: 0, from: "file", digest: "" })).toMatchObject({
      kind: "opened",
    });
  });
});

describe("another place", () => {
  const rules = { nowMs: NOW, allowLocalhost: false };
  const invited = async (record: ClientRecord) => {
    const read = await readInvite(record.invite!, rules);
    if (read.kind !== "ok") throw new Error("An invite of ours cannot be read.");
    return read.invite;
  };

  test.each([
    ["a share", SHARE, NOTHING_OF_THEIR_OWN],
    ["files by hand", BY_HAND, NOTHING_OF_THEIR_OWN],
    ["a webhook that reads", PLAIN_WEBHOOK, { ...NOTHING_OF_THEIR_OWN, token: "theirs" }],
  ])("%s is what an invite names, in its mode", async (_, place, own) => {
    await backedUp();
    const invite = await invited((await keyring.invite(client({ own }), place))!);
    expect(invite.endpoint).toMatchObject({ ...place.endpoint, token: own.token });
    expect(invite.mode).toBe(place.mode);
  });

  test("reaches a client as an update that changes where answers go, and asks for consent again", async () => {
    await backedUp();
    const record = (await keyring.invite(client(), mailbox))!;
    const moved = (await keyring.update(record, null, NOW + 1_000, {
      moved: { place: SHARE, own: NOTHING_OF_THEIR_OWN },
    }))!;
    const [before, after] = [await invited(record), await invited(moved)];
    expect(after).toEqual({ ...before, update: 2, endpoint: SHARE.endpoint, expiresAt: NOW + 1_000 });
    expect(moved).toMatchObject({ place: placeMarkOf(SHARE), movedAt: NOW });
    const current = { kind: "ok", invite: before } as const;
    expect(decideInviteAcceptance({ invite: after, current, nowMs: NOW })).toMatchObject({ consentAgain: true });
  });

  test("that needs a key of each client is not sent to anybody without one", async () => {
    await backedUp();
    const record = (await keyring.invite(client({ own: NOTHING_OF_THEIR_OWN }), SHARE))!;
    const moved = { place: mailbox, own: NOTHING_OF_THEIR_OWN };
    expect(await keyring.update(record, null, NOW + 1_000, { moved })).toBeNull();
  });

  test("is told from the mailbox of a client who was invited before places were noted", async () => {
    await backedUp();
    const { place: _, ...older } = (await keyring.invite(client(), mailbox))!;
    const kept: ClientRecord[] = [];
    const [completed] = await keyring.withPlaces([older], async (record) => void kept.push(record));
    expect(completed).toEqual({ ...older, place: placeMarkOf(mailbox) });
    expect(kept).toEqual([completed]);
    expect(await keyring.withPlaces([completed!], async () => expect.unreachable())).toEqual([completed]);
    const elsewhere = { ...older, invite: null };
    expect(await keyring.withPlaces([elsewhere], async () => expect.unreachable())).toEqual([elsewhere]);
  });
});

test("a letter that tests a place is known as a test wherever it turns up, also after the key was renewed", async () => {
  await backedUp();
  const { id, bytes } = (await keyring.testLetter())!;
  await keyring.renew();
  const file = { name: `${id}.age`, bytes: new Uint8Array(bytes), arrivedAt: 0, from: "file" as const, digest: "" };
  expect(await (await keyring.opener([]))(file)).toMatchObject({ kind: "opened", content: { kind: "test" } });
});

test("without a key there is no letter to test a place with", async () => {
  expect(await keyring.testLetter()).toBeNull();
});
