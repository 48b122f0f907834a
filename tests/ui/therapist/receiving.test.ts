import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import { type ClientKey, makeClientKey } from "../../../src/adapters/sealing/client-key.ts";
import { makeTherapistKey } from "../../../src/adapters/sealing/therapist-key.ts";
import { createTherapistKeyring, type TherapistKeyring } from "../../../src/adapters/sealing/therapist-keyring.ts";
import { openTherapistArchive, type TherapistArchive } from "../../../src/adapters/storage/therapist-archive.ts";
import { DEFAULT_INSTRUMENT } from "../../../src/core/alliance/instruments/index.ts";
import { NOTHING_OF_THEIR_OWN } from "../../../src/core/invite/own-key.ts";
import { toWithdrawnResponse } from "../../../src/protocol/questionnaire-response.ts";
import type { ClientRecord, ReadingFailure } from "../../../src/protocol/therapist-records.ts";
import { createReceiving } from "../../../src/ui/therapist/receiving.ts";
import { updateStandingOf } from "../../../src/ui/therapist/update-standing.ts";
import { mailboxPlace } from "./places.ts";
import { sealResponse } from "./sealed-responses.ts";

const OWN = { ...NOTHING_OF_THEIR_OWN, token: "writing" };
const INVITED = { videoHosts: ["meet.example"], own: OWN, takeBackSeconds: 0, expiresAt: 1_900_000_000_000 };
const NOW = Date.parse("2026-11-23T20:00:00Z");

const access = { url: "https://box.example", box: "rivera", token: "reading" };
const PLACE = mailboxPlace(access);
const id = (last: number): string => `6f1c1c1e-0000-4000-8000-${String(last).padStart(12, "0")}`;

let count = 0;
let archive: TherapistArchive;
let keyring: TherapistKeyring;
let record: ClientRecord;
let key: ClientKey;

beforeEach(async () => {
  archive = await openTherapistArchive(`receiving-${++count}`);
  keyring = createTherapistKeyring({ store: archive, now: () => NOW, rules: { allowLocalhost: false } });
  await keyring.make("Dr. Rivera");
  await keyring.prove((await keyring.fileText())!);
  const facts = { label: "A.", videoHosts: ["meet.example"], own: OWN, takeBackSeconds: 0 };
  record = (await keyring.invite({ ...facts, expiresAt: NOW + 1_000_000 }, PLACE))!;
  key = await makeClientKey();
  await archive.keepClient(record);
  await archive.keepPlace(PLACE);
});

/** A mailbox that holds these items in this order, and can fail. */
function fakeMailbox() {
  const held = new Map<string, Uint8Array<ArrayBuffer>>();
  const asked: string[] = [];
  let failing: ReadingFailure | null = null;
  return {
    held,
    asked,
    fail: (reason: ReadingFailure | null) => {
      failing = reason;
    },
    list: async () => {
      if (failing !== null) return { kind: "failed" as const, reason: failing };
      const items = [...held].map(([item, bytes], arrivedAt) => ({ id: item, size: bytes.length, arrivedAt }));
      return { kind: "listed" as const, items };
    },
    read: async (_: unknown, item: string) => {
      asked.push(item);
      const bytes = held.get(item);
      if (bytes === undefined) return { kind: "failed" as const, reason: "noSuchItem" as const };
      return { kind: "read" as const, bytes };
    },
  };
}

function receivingFrom(reading: ReturnType<typeof fakeMailbox>) {
  const { opener } = keyring;
  return createReceiving({ archive, reading, opener, pause: async () => {}, now: () => NOW });
}

const quiet = (): void => {};

describe("looking in the mailbox", () => {
  test("brings what is new, once", async () => {
    const mailbox = fakeMailbox();
    mailbox.held.set(id(1), await sealResponse({ record, key, id: id(1) }));
    const receiving = receivingFrom(mailbox);
    expect(await receiving.look()).toEqual({ kind: "looked", fresh: 1 });
    expect(await receiving.look()).toEqual({ kind: "looked", fresh: 0 });
    expect(mailbox.asked).toEqual([id(1)]);
    const inbox = await receiving.openInbox(quiet);
    expect(inbox.responses).toMatchObject([
      { id: id(1), client: record.client, scores: { bond: 8, goals: 7, tasks: 9 } },
    ]);
    expect(inbox.setAside).toEqual([]);
  });

  test("says why it failed, and keeps showing what was there", async () => {
    const mailbox = fakeMailbox();
    mailbox.held.set(id(1), await sealResponse({ record, key, id: id(1) }));
    const receiving = receivingFrom(mailbox);
    await receiving.look();
    mailbox.fail("noReply");
    expect(await receiving.look()).toEqual({ kind: "failed", reason: "noReply", fresh: 0 });
    expect((await receiving.openInbox(quiet)).responses).toHaveLength(1);
  });

  test("passes over an answer that was deleted after it was listed", async () => {
    const mailbox = fakeMailbox();
    const receiving = receivingFrom({
      ...mailbox,
      list: async () => ({ kind: "listed", items: [{ id: id(9), size: 1, arrivedAt: 1 }] }),
    });
    expect(await receiving.look()).toEqual({ kind: "looked", fresh: 0 });
  });

  test("does nothing where no place is set up", async () => {
    const empty = { ...archive, place: async () => null };
    const mailbox = fakeMailbox();
    mailbox.fail("noReply");
    const receiving = createReceiving({
      archive: empty,
      reading: mailbox,
      opener: keyring.opener,
      pause: async () => {},
      now: () => NOW,
    });
    expect(await receiving.look()).toEqual({ kind: "looked", fresh: 0 });
  });
});

describe("opening", () => {
  async function inboxOf(...files: readonly (readonly [name: string, bytes: Uint8Array<ArrayBuffer>])[]) {
    const mailbox = fakeMailbox();
    for (const [name, bytes] of files) mailbox.held.set(name, bytes);
    const receiving = receivingFrom(mailbox);
    await receiving.look();
    return receiving.openInbox(quiet);
  }

  test("a changed byte is listed as damaged, not dropped", async () => {
    const bytes = await sealResponse({ record, key, id: id(1) });
    bytes[bytes.length - 1]! ^= 1;
    const inbox = await inboxOf([id(1), bytes]);
    expect(inbox.responses).toEqual([]);
    expect(inbox.setAside).toMatchObject([{ name: id(1), reason: "damaged" }]);
  });

  test("a response replayed under another id is listed", async () => {
    const bytes = await sealResponse({ record, key, id: id(1) });
    const inbox = await inboxOf([id(1), bytes], [id(2), bytes]);
    expect(inbox.responses).toHaveLength(1);
    expect(inbox.setAside).toMatchObject([{ name: id(2), client: record.client, reason: "otherName" }]);
  });

  test("the first key of a client holds; another one is listed", async () => {
    const inbox = await inboxOf(
      [id(1), await sealResponse({ record, key, id: id(1) })],
      [id(2), await sealResponse({ record, key: await makeClientKey(), id: id(2), seq: 2 })],
    );
    expect(inbox.responses.map((response) => response.id)).toEqual([id(1)]);
    expect(inbox.setAside).toMatchObject([{ name: id(2), reason: "secondKey" }]);
    expect((await archive.clients())[0]?.pinnedKey).toBe(key.publicKey);
  });

  test("what is not what it seems is listed with its reason, and nothing of it is shown", async () => {
    const bytes = await sealResponse({ record, key, id: id(1) });
    const other = (await keyring.invite({ ...INVITED, label: "B." }, PLACE))!;
    await archive.keepClient(other);
    const stranger = await makeTherapistKey("Dr. Other");
    const passedOn = await sealResponse({
      record: { ...record, recipients: [...record.recipients, stranger.recipient] },
      key,
      id: id(5),
    });
    const inbox = await inboxOf(
      [id(1), bytes],
      [id(2), bytes.slice(0, -40)],
      [id(3), await sealResponse({ record: { ...record, secret: other.secret }, key, id: id(3) })],
      [id(4), await sealResponse({ record: { ...record, recipients: [stranger.recipient] }, key, id: id(4) })],
      [id(5), passedOn],
      [id(6), await sealResponse({ record: { ...record, client: "nobody" }, key, id: id(6) })],
      [`${id(1)} (2)`, bytes],
    );
    expect(inbox.responses.map((response) => response.id)).toEqual([id(1)]);
    expect(Object.fromEntries(inbox.setAside.map(({ name, reason }) => [name, reason]))).toEqual({
      [id(2)]: "damaged",
      [id(3)]: "wrongMac",
      [id(4)]: "otherKey",
      [id(5)]: "otherRecipients",
      [id(6)]: "unknownClient",
      [`${id(1)} (2)`]: "repeated",
    });
  });

  test("two responses with one number are both shown, and named", async () => {
    const inbox = await inboxOf(
      [id(1), await sealResponse({ record, key, id: id(1), seq: 1 })],
      [id(2), await sealResponse({ record, key, id: id(2), seq: 1 })],
    );
    expect(inbox.responses).toHaveLength(2);
    expect(inbox.sameNumber).toEqual([{ client: record.client, seq: 1, ids: [id(1), id(2)] }]);
  });

  test("a client is known to seal for new keys once something sealed for them was opened", async () => {
    await keyring.renew();
    await keyring.prove((await keyring.fileText())!);
    const updated = (await keyring.update(record, null, NOW + 1_000))!;
    await archive.keepClient(updated);
    const now = { now: NOW, present: updated.recipients, place: PLACE };
    const before = await inboxOf([id(1), await sealResponse({ record, key, id: id(1) })]);
    expect(before.responses).toHaveLength(1);
    expect(updateStandingOf(updated, { ...now, inbox: before })).toBe("sent");
    const after = await inboxOf([id(2), await sealResponse({ record: updated, key, id: id(2), seq: 2 })]);
    expect(updateStandingOf(updated, { ...now, inbox: after })).toBe("current");
  });

  test("a number that never came shows as a gap", async () => {
    const inbox = await inboxOf(
      [id(1), await sealResponse({ record, key, id: id(1), seq: 1 })],
      [id(4), await sealResponse({ record, key, id: id(4), seq: 4 })],
    );
    expect(inbox.gaps).toEqual([{ client: record.client, first: 2, last: 3 }]);
  });

  test("a response that was taken back leaves the scores and stays in the list", async () => {
    const at = Date.parse("2026-11-23T19:04:00Z");
    const framed = { id: id(1), client: record.client, instrument: DEFAULT_INSTRUMENT, submittedAt: at };
    const changed = { type: "withdrawn" as const, body: toWithdrawnResponse(framed) };
    const inbox = await inboxOf(
      [id(1), await sealResponse({ record, key, id: id(1), seq: 1 })],
      [id(2), await sealResponse({ record, key, id: id(2), seq: 2, changed })],
    );
    expect(inbox.responses).toEqual([]);
    expect(inbox.setAside).toMatchObject([{ name: id(1), reason: "takenBack" }]);
    expect(inbox.gaps).toEqual([]);
  });

  test("answers to questions of another version are shown but never scored", async () => {
    const inbox = await inboxOf([id(1), await sealResponse({ record, key, id: id(1), answers: { B1: 99 } })]);
    expect(inbox.responses).toMatchObject([{ instrument: null, answers: { B1: 99 }, scores: { bond: null } }]);
  });

  test("the newest session comes first, whenever its file arrived", async () => {
    const [early, late] = [Date.parse("2026-11-02T10:00:00Z"), Date.parse("2026-11-09T10:00:00Z")];
    const inbox = await inboxOf(
      [id(2), await sealResponse({ record, key, id: id(2), seq: 2, at: late })],
      [id(1), await sealResponse({ record, key, id: id(1), seq: 1, at: early })],
    );
    expect(inbox.responses.map(({ seq }) => seq)).toEqual([2, 1]);
  });

  test("a refusal is looked at again once its client is known", async () => {
    const stranger = { ...record, client: "from-a-list" };
    const bytes = await sealResponse({ record: stranger, key, id: id(1) });
    const mailbox = fakeMailbox();
    mailbox.held.set(id(1), bytes);
    const receiving = receivingFrom(mailbox);
    await receiving.look();
    expect((await receiving.openInbox(quiet)).setAside).toMatchObject([{ reason: "unknownClient" }]);
    await archive.keepClient(stranger);
    const inbox = await receiving.openInbox(quiet);
    expect(inbox.responses).toHaveLength(1);
    expect(inbox.setAside).toEqual([]);
  });

  test("many files tell how far it is, and let the page draw", async () => {
    const one = await sealResponse({ record, key });
    await archive.keepFiles(
      Array.from({ length: 60 }, (_, n) => ({ name: `copy-${n}`, bytes: one, arrivedAt: n, from: "file" as const })),
    );
    const told: number[] = [];
    let pauses = 0;
    const receiving = createReceiving({
      archive,
      reading: fakeMailbox(),
      opener: keyring.opener,
      now: () => NOW,
      pause: async () => {
        pauses += 1;
      },
    });
    const inbox = await receiving.openInbox((done, total) => told.push(done / total));
    expect(told).toEqual([25 / 60, 50 / 60]);
    expect(pauses).toBe(2);
    expect(inbox.responses).toHaveLength(1);
    expect(inbox.setAside.filter(({ reason }) => reason === "repeated")).toHaveLength(59);
  });
});

describe("files brought by hand", () => {
  const fileOf = (bytes: Uint8Array<ArrayBuffer>, name: string): File => new File([bytes], name);

  test("are opened whatever they are called", async () => {
    const receiving = receivingFrom(fakeMailbox());
    const bytes = await sealResponse({ record, key, id: id(1) });
    expect(await receiving.takeFiles([fileOf(bytes, "from my client.age")])).toEqual({
      fresh: 1,
      known: 0,
      tooLarge: [],
    });
    expect((await receiving.openInbox(quiet)).responses).toHaveLength(1);
  });

  test("that came from the mailbox before are known, second copies too", async () => {
    const mailbox = fakeMailbox();
    const bytes = await sealResponse({ record, key, id: id(1) });
    mailbox.held.set(id(1), bytes);
    const receiving = receivingFrom(mailbox);
    await receiving.look();
    const copies = [fileOf(bytes, `${id(1)}.age`), fileOf(bytes, `${id(1)} (1).age`)];
    expect(await receiving.takeFiles(copies)).toEqual({ fresh: 0, known: 2, tooLarge: [] });
  });

  test("that are no sealed answer are listed with a reason", async () => {
    const receiving = receivingFrom(fakeMailbox());
    await receiving.takeFiles([fileOf(new TextEncoder().encode("hello"), "letter.txt")]);
    expect((await receiving.openInbox(quiet)).setAside).toMatchObject([{ name: "letter.txt", reason: "notSealed" }]);
  });

  test("too large to be one are named and not kept", async () => {
    const receiving = receivingFrom(fakeMailbox());
    const taken = await receiving.takeFiles([fileOf(new Uint8Array(200_000), "film.mp4")]);
    expect(taken).toEqual({ fresh: 0, known: 0, tooLarge: ["film.mp4"] });
    expect(await archive.files()).toEqual([]);
  });
});
