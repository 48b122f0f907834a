import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import { openInvite } from "../../../src/adapters/sealing/open-invite.ts";
import { createSealing } from "../../../src/adapters/sealing/sealing.ts";
import { createTherapistKeyring } from "../../../src/adapters/sealing/therapist-keyring.ts";
import { openTherapistArchive, type TherapistArchive } from "../../../src/adapters/storage/therapist-archive.ts";
import { createAnswerKeeping, type Submitted } from "../../../src/background/answer-keeping.ts";
import type { Answers } from "../../../src/core/alliance/answers.ts";
import { findInstrument } from "../../../src/core/alliance/instruments/index.ts";
import { dueAddOnOf } from "../../../src/core/invite/asked-add-ons.ts";
import type { Invite } from "../../../src/core/invite/invite.ts";
import type { NewEnvelope } from "../../../src/core/outbox/outbox-store.ts";
import type { AddOnAnswers } from "../../../src/protocol/page-requests.ts";
import type { Place } from "../../../src/protocol/place.ts";
import type { ClientRecord } from "../../../src/protocol/therapist-records.ts";
import { sharedAddOn } from "../../../src/ui/checkin/add-on-answers.ts";
import { askedAddOns } from "../../../src/ui/setup/asked-instrument.ts";
import { addOnsFor, finderFor } from "../../../src/ui/therapist/definitions.ts";
import { sortInbox } from "../../../src/ui/therapist/inbox.ts";
import { addOn, SOMEBODY } from "../../core/alliance/add-ons.ts";
import { answersTo } from "../../core/alliance/dummy.ts";
import { shippedInstrument } from "../../core/alliance/shipped.ts";
import { VIEW } from "../../ui/checkin/fake-background.ts";
import { type Client, makeClient } from "./parties.ts";

const NOW = Date.UTC(2026, 10, 30);
const mailbox: Place = {
  endpoint: { adapter: "put", profile: "mailbox", url: "https://box.example", box: "rivera", token: "" },
  mode: "sealed",
  reading: { kind: "hand" },
};
const [risq, sparq] = [addOn("risq"), addOn("sparq")];
const core = findInstrument("afs-core|1")!;

let count = 0;
let archive: TherapistArchive;
let keyring: ReturnType<typeof createTherapistKeyring>;
beforeEach(async () => {
  archive = await openTherapistArchive(`add-ons-${++count}`);
  keyring = createTherapistKeyring({ store: archive, now: () => NOW, rules: { allowLocalhost: false } });
  await keyring.make("Dr. Rivera");
  await keyring.prove((await keyring.fileText())!);
  for (const instrument of [risq, sparq]) await archive.keepInstrument({ instrument, fileHash: "hash", takenAt: NOW });
  await archive.keepOutside(SOMEBODY);
});

const besideOf = async (names: readonly string[]) =>
  addOnsFor(names, await archive.instruments(), await archive.outside());
const read = async ({ invite }: ClientRecord): Promise<Invite> => {
  const opened = await openInvite(invite!, { nowMs: NOW, allowLocalhost: false });
  if (opened.kind === "refused") throw new Error(opened.reason);
  return opened.invite;
};
async function inviteWith(...names: readonly string[]): Promise<{ record: ClientRecord; invite: Invite }> {
  const facts = {
    label: "A.",
    videoHosts: ["meet.example"],
    own: { url: "", user: "", token: "w" },
    takeBackSeconds: 0,
  };
  const record = await keyring.invite({ ...facts, ...(await besideOf(names)), expiresAt: NOW + 1_000_000 }, mailbox);
  return { record: record!, invite: await read(record!) };
}

describe("an invite", () => {
  test("brings what is asked beside the set word for word, with the way outside, signed", async () => {
    const { invite } = await inviteWith("risq|1", "sparq|1");
    expect(askedAddOns(invite, "2026-11-30")).toEqual([risq, sparq]);
    expect(invite.outside).toEqual(SOMEBODY);
    expect(dueAddOnOf(invite, { main: core, round: 4, today: "2026-11-30" })?.instrument).toEqual(risq);
  });

  test("names nobody outside where nothing asks about harm", async () => {
    expect((await inviteWith("sparq|1")).invite.outside).toBeUndefined();
    expect((await inviteWith()).invite).not.toHaveProperty("addOns");
  });

  test("is not accepted with RISQ and nobody outside, beside a set for several, or asked like any other form", async () => {
    const { invite } = await inviteWith("risq|1");
    const { outside: _, ...nobody } = invite;
    expect(askedAddOns(nobody)).toBeNull();
    expect(askedAddOns({ ...invite, outside: { ...SOMEBODY, practice: "Dr. Rivera" } })).toBeNull();
    expect(askedAddOns({ ...invite, instrument: "afs-group|1" })).toBeNull();
    expect(askedAddOns({ ...invite, instrument: "risq|1", questions: invite.addOns![0]! })).toBeNull();
    expect(askedAddOns({ ...invite, addOns: [...invite.addOns!, "{"] })).toBeNull();
  });

  test("switches it on and off for a client who is there, and a change of keys leaves it as it was", async () => {
    const { record } = await inviteWith("sparq|1");
    const later = NOW + 2_000_000;
    const same = await keyring.update(record, null, later);
    expect(askedAddOns(await read(same!))).toEqual([sparq]);
    const on = await keyring.update(same!, null, later, { beside: await besideOf(["risq|1"]) });
    expect(askedAddOns(await read(on!))).toEqual([risq]);
    expect(await read(on!)).toMatchObject({ update: 3, outside: SOMEBODY });
    const off = await keyring.update(on!, null, later, { beside: await besideOf([]) });
    expect(await read(off!)).not.toHaveProperty("addOns");
    expect(await read(off!)).not.toHaveProperty("outside");
  });
});

describe("another invite for the same person", () => {
  test("asks what the last one asked, and says so in the list of clients", async () => {
    const { record } = await inviteWith("risq|1");
    const noted = { ...record, addOnNames: ["risq|1"] };
    const next = (await keyring.follow(noted, null, NOW + 2_000_000))!;
    expect(askedAddOns(await read(next))).toEqual([risq]);
    expect((await read(next)).outside).toEqual(SOMEBODY);
    expect(next).toMatchObject({ follows: record.client, instrument: "afs-core|1", addOnNames: ["risq|1"] });
  });
});

describe("an update for another place", () => {
  test("leaves what is asked beside the set as it was, or changes it in the same step", async () => {
    const { record } = await inviteWith("sparq|1");
    const moved = {
      place: { ...mailbox, endpoint: { ...mailbox.endpoint, url: "https://other.example" } },
      own: { url: "", user: "", token: "w2" },
    };
    const later = NOW + 2_000_000;
    const same = await read((await keyring.update(record, null, later, { moved }))!);
    expect(askedAddOns(same)).toEqual([sparq]);
    const both = await read(
      (await keyring.update(record, null, later, { moved, beside: await besideOf(["risq|1"]) }))!,
    );
    expect(askedAddOns(both)).toEqual([risq]);
    expect(both.endpoint).toMatchObject({ url: "https://other.example", token: "w2" });
  });
});

describe("what leaves the page", () => {
  let client: Client;
  let record: ClientRecord;
  let invite: Invite;
  beforeEach(async () => {
    ({ record, invite } = await inviteWith("risq|1", "sparq|1"));
    client = await makeClient(invite.client, invite.secret);
  });

  async function keep(addOn: AddOnAnswers | undefined, changed: Partial<Submitted> = {}, asked = invite) {
    const kept: NewEnvelope[] = [];
    const instrumentOf = shippedInstrument;
    const pairing = { invite: asked, acceptedAt: NOW, consentHash: "A".repeat(43) };
    const answer = await createAnswerKeeping({
      pairing: async () => ({ ...pairing, publicKey: client.publicKey, mac: client.mac }),
      instrumentOf,
      seal: createSealing({ instrumentOf, clientKey: async () => client, hide: async (_, bytes) => bytes }),
      store: {
        nextSeq: async () => 4,
        enqueue: async (envelope) => {
          kept.push(envelope);
          return { kind: "failed", cause: "kept here" };
        },
      },
      instrumentHash: async ({ id }) => `hash-of-${id}`,
      newId: () => "0b5f4a0e-6f0e-4f6e-9c53-2b8d6a1f7c11",
      now: () => NOW,
      countHigh: async () => {},
      complain: () => {},
    }).keep({
      ...{ checkInId: "s1", answers: { B1: 8 }, wish: null, seconds: null, skipped: 6, endedAt: NOW },
      ...(addOn && { addOn }),
      ...changed,
    });
    return { answer, bytes: kept[0]?.bytes };
  }
  /** As the page has them while they are filled in. */
  const draftOf = (answers: Answers, share?: "send" | "keep") => ({
    view: { ...VIEW, addOn: { instrument: risq, outside: SOMEBODY } },
    draft: {
      answers: {
        ...Object.fromEntries(Object.entries(answers).map(([id, value]) => [`risq:${id}`, value])),
        ...(share && { "risq:share": share }),
      },
      keptPrivate: [],
      wish: null,
    },
  });
  async function opened(bytes: Uint8Array) {
    const open = await keyring.opener([record]);
    const file = { name: "a", bytes: new Uint8Array(bytes), arrivedAt: NOW, from: "file", digest: "d" } as const;
    const outcome = await open(file);
    if (outcome.kind === "refused") throw new Error(outcome.reason);
    return outcome;
  }
  const YES = answersTo(risq, [0, 1, 0, 0]);

  test("is told apart by its form on the therapist's side, and a yes is a warning", async () => {
    const shared = sharedAddOn(draftOf(YES, "send"));
    const { bytes } = await keep(shared);
    const { payload, content } = await opened(bytes!);
    expect(payload.v).toBe(2);
    expect(JSON.stringify(payload)).not.toContain("test text");
    const file = { kind: "opened", name: "a", arrivedAt: NOW, id: payload.id, client: payload.client } as const;
    const [response] = sortInbox(
      [{ ...file, seq: 4, to: "to", content }],
      finderFor(await archive.instruments()),
    ).responses;
    expect(response).toMatchObject({
      answers: { B1: 8 },
      addOn: { instrument: { id: "risq" }, answers: YES, warned: true },
    });
    const [unworded] = sortInbox([{ ...file, seq: 4, to: "to", content }]).responses;
    expect(unworded!.addOn).toMatchObject({ instrument: null, answers: YES, warned: true });
  });

  test.each<[string, "keep" | undefined]>([
    ["without a choice", undefined],
    ["kept by choice", "keep"],
  ])("looks exactly like unanswered when it is not shared: same payload, same size, %s", async (_, share) => {
    const unshared = await keep(sharedAddOn(draftOf(YES, share)));
    const unanswered = await keep(sharedAddOn(draftOf({})));
    expect(unshared.bytes!.length).toBe(unanswered.bytes!.length);
    const [one, other] = [await opened(unshared.bytes!), await opened(unanswered.bytes!)];
    expect(JSON.stringify(one.payload)).toBe(JSON.stringify(other.payload));
    expect(one.payload.v).toBe(1);
    expect(JSON.stringify(one.payload)).not.toMatch(/risq|add-on|addOn/);
  });

  test("of a form that was chosen to be sent, but not filled in, is nothing", () => {
    const { i2: _, ...three } = YES;
    expect(sharedAddOn(draftOf(three, "send"))).toBeUndefined();
  });

  test("is refused by the background where a page gives half of it, or what the invite does not ask", async () => {
    const { i2: _, ...three } = YES;
    const notSaved = { kind: "notSaved", reason: "unknownCheckIn" };
    expect((await keep({ instrument: "risq|1", answers: three })).answer).toEqual(notSaved);
    expect((await keep({ instrument: "risq|1", answers: {} })).answer).toEqual(notSaved);
    expect((await keep({ instrument: "risq|2", answers: YES })).answer).toEqual(notSaved);
    expect((await keep({ instrument: "sparq|1", answers: { i1: 9 } })).answer).toEqual(notSaved);
    const { addOns: _none, ...without } = invite;
    expect((await keep({ instrument: "risq|1", answers: YES }, {}, without)).answer).toEqual(notSaved);
    expect((await keep({ instrument: "sparq|1", answers: { i1: 4 } })).bytes).toBeDefined();
  });

  test("brings its words and the line of its licence to a FHIR server, and no others", async () => {
    const endpoint = { adapter: "fhir", profile: "r4", url: "https://own.example/fhir", box: "", token: "t" } as const;
    const plain: Invite = { ...invite, mode: "plain", endpoint };
    const { bytes } = await keep(sharedAddOn(draftOf(YES, "send")), {}, plain);
    const text = new TextDecoder().decode(bytes);
    expect(text).toContain("risq item 2, test text");
    expect(text).toContain(risq.licence.line);
    expect(text).not.toContain("sparq");
  });

  test("is opened like any other envelope by whoever has no definition", async () => {
    const { bytes } = await keep({ instrument: "sparq|1", answers: { i1: 3 } });
    const key = await keyring.opener([record]);
    expect(
      await key({ name: "a", bytes: new Uint8Array(bytes!), arrivedAt: NOW, from: "file", digest: "d" }),
    ).toMatchObject({
      content: { response: { addOn: { instrument: "sparq|1", hash: "hash-of-sparq", answers: { i1: 3 } } } },
    });
  });
});
