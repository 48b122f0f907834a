import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import { createOpeningSide } from "../../../src/adapters/opening/opening-side.ts";
import { type ClientKey, makeClientKey } from "../../../src/adapters/sealing/client-key.ts";
import { makeTherapistKey } from "../../../src/adapters/sealing/therapist-key.ts";
import { createTherapistKeyring, type TherapistKeyring } from "../../../src/adapters/sealing/therapist-keyring.ts";
import { openTherapistArchive, type TherapistArchive } from "../../../src/adapters/storage/therapist-archive.ts";
import { DEFAULT_INSTRUMENT, findInstrument } from "../../../src/core/alliance/instruments/index.ts";
import { NOTHING_OF_THEIR_OWN } from "../../../src/core/invite/own-key.ts";
import { toFhirResponse } from "../../../src/protocol/fhir-response.ts";
import { toQuestionnaireResponse, toWithdrawnResponse } from "../../../src/protocol/questionnaire-response.ts";
import type { ClientRecord, ReadingFailure } from "../../../src/protocol/therapist-records.ts";
import { createOpeningInbox } from "../../../src/ui/therapist/opening-inbox.ts";
import { createReceiving } from "../../../src/ui/therapist/receiving.ts";
import { createTakingFiles } from "../../../src/ui/therapist/taking-files.ts";
import { updateStandingOf } from "../../../src/ui/therapist/update-standing.ts";
import { checkIn } from "../../protocol/fhir-samples.ts";
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

interface Changed {
  readonly from?: TherapistArchive;
  readonly pause?: () => Promise<void>;
}

/** The page's own parts, opening without workers: what a page does where the browser gives none. */
function receivingFrom(
  reading: ReturnType<typeof fakeMailbox>,
  { from = archive, pause = async () => {} }: Changed = {},
) {
  const instruments = async (): Promise<readonly string[]> => [DEFAULT_INSTRUMENT];
  const startWorker = (): never => {
    throw new Error("no worker is asked for");
  };
  const side = createOpeningSide({ archive: from, keyring, instruments, startWorker, workers: 0, pause });
  return {
    ...createReceiving({ archive: from, reading, ...side }),
    openInbox: createOpeningInbox({ archive: from, ...side }),
    takeFiles: createTakingFiles({ keepFiles: from.keepFiles, pause, now: () => NOW }),
  };
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
    const mailbox = fakeMailbox();
    mailbox.fail("noReply");
    const receiving = receivingFrom(mailbox, { from: { ...archive, place: async () => null } });
    expect(await receiving.look()).toEqual({ kind: "looked", fresh: 0 });
  });

  test("reads a file again whose version changed where it lies, and shows what came of it", async () => {
    const bytes = await sealResponse({ record, key, id: id(1) });
    const damaged = bytes.slice();
    damaged[damaged.length - 1]! ^= 1;
    const mailbox = fakeMailbox();
    const versions = [["a", bytes] as const, ["a", bytes] as const, ["b", damaged] as const];
    const asked: string[] = [];
    for (const [version, lying] of versions) {
      const item = { id: id(1), size: 1, arrivedAt: 1, version };
      const receiving = receivingFrom({
        ...mailbox,
        list: async () => ({ kind: "listed", items: [item] }),
        read: async () => {
          asked.push(version);
          return { kind: "read", bytes: lying };
        },
      } as never);
      await receiving.look();
    }
    expect(asked).toEqual(["a", "b"]);
    const inbox = await receivingFrom(mailbox).openInbox(quiet);
    expect(inbox.responses).toHaveLength(1);
    expect(inbox.setAside).toMatchObject([{ name: id(1), reason: "damaged" }]);
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
    await keepCopies(300);
    const told: number[] = [];
    let pauses = 0;
    const pause = async (): Promise<void> => void (pauses += 1);
    const receiving = receivingFrom(fakeMailbox(), { pause });
    const inbox = await receiving.openInbox((done, total) => told.push(done / total));
    expect(told).toEqual([0, 128 / 300, 256 / 300, 1]);
    expect(pauses).toBe(3);
    expect(inbox.responses).toHaveLength(1);
    expect(inbox.setAside.filter(({ reason }) => reason === "repeated")).toHaveLength(299);
  });

  test("can be stopped: what was opened is shown, what is still sealed is counted, and the next time goes on", async () => {
    await keepCopies(300);
    const stopping = new AbortController();
    const first = await receivingFrom(fakeMailbox()).openInbox(() => stopping.abort(), stopping.signal);
    expect(first.unopened).toBe(300);
    const second = new AbortController();
    const stopAfterOne = (done: number): void => void (done > 0 && second.abort());
    const inbox = await receivingFrom(fakeMailbox()).openInbox(stopAfterOne, second.signal);
    expect(inbox.unopened).toBe(300 - 128);
    expect(inbox.gaps).toEqual([]);
    expect((await archive.clients())[0]?.pinnedKey).toBeNull();
    const told: number[] = [];
    const rest = await receivingFrom(fakeMailbox()).openInbox((done) => told.push(done));
    expect(told[0]).toBe(128);
    expect(rest.unopened).toBeUndefined();
    expect((await archive.clients())[0]?.pinnedKey).toBe(key.publicKey);
  });

  test("what was opened is not opened again by the next page, and lies encrypted", async () => {
    const mailbox = fakeMailbox();
    const words = "the plan for my sister";
    mailbox.held.set(id(1), await sealResponse({ record, key, id: id(1), answers: { B1: 8, N1: words } }));
    const receiving = receivingFrom(mailbox);
    await receiving.look();
    const before = await receiving.openInbox(quiet);
    const told: number[] = [];
    const again = await receivingFrom(mailbox).openInbox((done) => told.push(done));
    expect(told).toEqual([]);
    expect(again).toEqual(before);
    for (const name of await archive.vaultNames("")) {
      const { bytes } = (await archive.vaultRecord(name))!;
      expect(`${name} ${Buffer.from(bytes).toString("latin1")}`).not.toMatch(new RegExp(`${words}|${record.client}`));
    }
  });

  test("what was opened of a client who is no longer here is gone from what is kept", async () => {
    const mailbox = fakeMailbox();
    mailbox.held.set(id(1), await sealResponse({ record, key, id: id(1) }));
    const receiving = receivingFrom(mailbox);
    await receiving.look();
    await receiving.openInbox(quiet);
    const without = { ...archive, clients: async () => [] };
    const inbox = await receivingFrom(mailbox, { from: without }).openInbox(quiet);
    expect(inbox.setAside).toMatchObject([{ reason: "unknownClient" }]);
    const told: number[] = [];
    expect((await receivingFrom(mailbox).openInbox((done) => told.push(done))).responses).toHaveLength(1);
    expect(told).toEqual([0, 1]);
  });

  async function keepCopies(count: number): Promise<void> {
    const one = await sealResponse({ record, key });
    const copies = Array.from({ length: count }, (_, n) => ({ name: `copy-${n}`, bytes: one, arrivedAt: n }));
    await archive.keepFiles(copies.map((copy) => ({ ...copy, from: "file" as const })));
  }
});

describe("plain answers of a FHIR server", () => {
  const consent = { hash: "h", at: "2026-11-01T09:00:00Z" };
  const instrument = findInstrument(DEFAULT_INSTRUMENT)!;
  function plainFrom(client: string) {
    const { response } = checkIn(instrument, { B1: 8, N1: "my words" }, { id: id(1), client });
    return toFhirResponse({ seq: 1, consent, body: toQuestionnaireResponse(response, instrument.items) }, instrument);
  }
  async function lookAt(resource: unknown) {
    await archive.keepPlace({
      endpoint: { adapter: "fhir", profile: "r4", url: "https://fhir.example", box: "", token: "" },
      mode: "plain",
      reading: { kind: "fhir", url: "https://fhir.example", token: "" },
    });
    const server = fakeMailbox();
    server.held.set(id(1), new TextEncoder().encode(JSON.stringify(resource)));
    const receiving = receivingFrom(server);
    expect(await receiving.look()).toEqual({ kind: "looked", fresh: 1 });
    expect(await receiving.look()).toEqual({ kind: "looked", fresh: 0 });
    return receiving.openInbox(quiet);
  }

  test("are shown as not signed, and never written as they came", async () => {
    const inbox = await lookAt(plainFrom(record.client));
    expect(inbox.responses).toMatchObject([{ id: id(1), client: record.client, signed: false, scores: { bond: 8 } }]);
    expect(await archive.files()).toEqual([]);
    expect((await archive.clients())[0]?.pinnedKey).toBeNull();
    for (const name of await archive.vaultNames("")) {
      expect(Buffer.from((await archive.vaultRecord(name))!.bytes).toString("latin1")).not.toContain("my words");
    }
  });

  test.each([
    ["of a client nobody knows", plainFrom("nobody"), "unknownClient"],
    ["that are none of ours", { resourceType: "QuestionnaireResponse" }, "notUnderstood"],
  ])("%s are listed with their reason", async (_, resource, reason) => {
    const inbox = await lookAt(resource);
    expect(inbox.responses).toEqual([]);
    expect(inbox.setAside).toMatchObject([{ name: id(1), reason }]);
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
      notSealed: [],
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
    expect(await receiving.takeFiles(copies)).toEqual({ fresh: 0, known: 2, tooLarge: [], notSealed: [] });
  });

  test("that are something else are named, and left where they are", async () => {
    const receiving = receivingFrom(fakeMailbox());
    const sealed = await sealResponse({ record, key, id: id(1) });
    const others = [
      fileOf(new TextEncoder().encode("hello"), "letter.txt"),
      fileOf(new Uint8Array(200_000), "film.mp4"),
    ];
    const taken = await receiving.takeFiles([...others, fileOf(sealed, "saved from a chat")]);
    expect(taken).toEqual({ fresh: 1, known: 0, tooLarge: [], notSealed: ["film.mp4", "letter.txt"] });
    expect(await archive.files()).toMatchObject([{ name: "saved from a chat" }]);
  });

  test("that are called sealed and are not are listed: somebody may have changed them", async () => {
    const receiving = receivingFrom(fakeMailbox());
    await receiving.takeFiles([fileOf(new TextEncoder().encode("hello"), `${id(1)}.age`)]);
    expect((await receiving.openInbox(quiet)).setAside).toMatchObject([{ name: id(1), reason: "notSealed" }]);
  });

  test("too large to be an answer are named and not kept", async () => {
    const receiving = receivingFrom(fakeMailbox());
    const taken = await receiving.takeFiles([fileOf(new Uint8Array(200_000), `${id(1)}.age`)]);
    expect(taken).toEqual({ fresh: 0, known: 0, tooLarge: [`${id(1)}.age`], notSealed: [] });
    expect(await archive.files()).toEqual([]);
  });

  test("may be thousands, and the page can draw in between", async () => {
    let pauses = 0;
    const receiving = receivingFrom(fakeMailbox(), { pause: async () => void (pauses += 1) });
    const letters = Array.from({ length: 2_000 }, (_, n) => fileOf(new TextEncoder().encode("hello"), `${n}.txt`));
    expect((await receiving.takeFiles(letters)).notSealed).toHaveLength(2_000);
    expect(pauses).toBeGreaterThan(5);
  });
});
