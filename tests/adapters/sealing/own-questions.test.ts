import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import { openInvite } from "../../../src/adapters/sealing/open-invite.ts";
import { createSealing } from "../../../src/adapters/sealing/sealing.ts";
import { createTherapistKeyring } from "../../../src/adapters/sealing/therapist-keyring.ts";
import { openTherapistArchive, type TherapistArchive } from "../../../src/adapters/storage/therapist-archive.ts";
import { createInstrumentOf } from "../../../src/background/asked-instrument.ts";
import type { Instrument } from "../../../src/core/alliance/instrument.ts";
import { instrumentKey } from "../../../src/core/alliance/instrument.ts";
import type { Invite } from "../../../src/core/invite/invite.ts";
import { NOTHING_OF_THEIR_OWN } from "../../../src/core/invite/own-key.ts";
import { readEnvelopeContent } from "../../../src/protocol/envelope-content.ts";
import { toQuestionnaireResponse } from "../../../src/protocol/questionnaire-response.ts";
import { askedInstrument } from "../../../src/ui/setup/asked-instrument.ts";
import { finderFor, questionsFor } from "../../../src/ui/therapist/definitions.ts";
import { sortInbox } from "../../../src/ui/therapist/inbox.ts";
import { answersTo, dummy, HELD_LICENCE } from "../../core/alliance/dummy.ts";
import { mailboxPlace } from "../../ui/therapist/places.ts";
import { type Client, makeClient, usualPayload } from "./parties.ts";

const NOW = Date.UTC(2026, 10, 25);
const mailbox = mailboxPlace({ url: "https://box.example", box: "rivera", token: "reading" });
const LABELS = ["Seldom", "Sometimes", "Fairly often", "Very often", "Always"];

let count = 0;
let archive: TherapistArchive;
let client: Client;
beforeEach(async () => {
  archive = await openTherapistArchive(`own-questions-${++count}`);
  client = await makeClient("ann");
});

/** The therapist page keeps it and invites with it; the client's extension opens what came. */
async function inviteWith(instrument: Instrument): Promise<Invite | null> {
  await archive.keepInstrument({ instrument, fileHash: "hash", takenAt: NOW });
  const kept = await archive.instruments();
  const keyring = createTherapistKeyring({ store: archive, now: () => NOW, rules: { allowLocalhost: false } });
  await keyring.make("Dr. Rivera");
  await keyring.prove((await keyring.fileText())!);
  const key = instrumentKey(instrument);
  const facts = {
    label: "A.",
    videoHosts: ["meet.example"],
    own: { ...NOTHING_OF_THEIR_OWN, token: "writing" },
    takeBackSeconds: 0,
  };
  const asked = { instrument: key, questions: questionsFor(key, kept) };
  const record = await keyring.invite({ ...facts, ...asked, expiresAt: NOW + 1_000_000 }, mailbox);
  if (record === null) return null;
  const opened = await openInvite(record.invite!, { nowMs: NOW, allowLocalhost: false });
  if (opened.kind === "refused") throw new Error(opened.reason);
  return opened.invite;
}

/** Sentences as long as questions are; nobody's. */
const longTexts = (items: number) =>
  Array.from({ length: items }, (_, at) => `Item ${at + 1}, test text ${"of many words ".repeat(6)}${at * 7_919}`);

describe("questions that an invite brings along", () => {
  test("reach the client word for word, on the page that asks for consent and in the background", async () => {
    const instrument = dummy("wai-sr", { labels: LABELS });
    const invite = (await inviteWith(instrument))!;
    expect(askedInstrument(invite, "2026-11-25")).toEqual(instrument);
    expect(await createInstrumentOf(async () => null)(invite)).toEqual(instrument);
  });

  test("may be as many as the longest form of the alliance has", async () => {
    const instrument = dummy("wai", { texts: longTexts(36), labels: [...LABELS, "x", "y"] });
    expect(askedInstrument((await inviteWith(instrument))!)).toEqual(instrument);
  });

  test("are refused on the therapist's page where no invite could hold them", async () => {
    const noise = (at: number) =>
      Array.from({ length: 60 }, (_, n) => ((at * 60 + n) * 2_654_435_761).toString(36)).join(" ");
    const texts = Array.from({ length: 64 }, (_, at) => noise(at));
    expect(await inviteWith(dummy("blri", { texts }))).toBeNull();
  });

  test.each([
    ["its licence has ended", { licence: { ...HELD_LICENCE, expires: "2026-11-24" } }],
    ["it is for therapists", { perspective: "therapist" as const }],
    ["it takes the name of a set that ships", { id: "afs-core" }],
  ])("are not accepted where %s", async (_, changed) => {
    const invite = (await inviteWith({ ...dummy("wai-sr"), ...changed }))!;
    expect(askedInstrument(invite, "2026-11-25")).toBeNull();
  });

  test("are not accepted under another name than they have", async () => {
    const invite = (await inviteWith(dummy("wai-sr")))!;
    expect(askedInstrument({ ...invite, instrument: "wai-s|1" })).toBeNull();
    expect(askedInstrument({ ...invite, questions: "{" })).toBeNull();
  });
});

describe("imported text never leaves with an answer", () => {
  test.each([
    ["as it is signed", { adapter: "post", profile: "generic", url: "https://own.example/", box: "", token: "t" }],
    ["on a FHIR server", { adapter: "fhir", profile: "r4", url: "https://own.example/fhir", box: "", token: "t" }],
  ] as const)("%s", async (_, endpoint) => {
    const instrument = dummy("wai-sr", { labels: LABELS });
    const invite: Invite = { ...(await inviteWith(instrument))!, mode: "plain", endpoint };
    const instrumentOf = createInstrumentOf(async () => null);
    const hide = async (_id: string, bytes: Uint8Array) => bytes;
    const seal = createSealing({ clientKey: async () => client, instrumentOf, hide });
    const answers = answersTo(instrument, [4, 5, 5, 3, 4, 4, 5, 4, 4, 3, 4, 2]);
    const id = crypto.randomUUID();
    const facts = { id, client: "ann", instrument: "wai-sr|1", submittedAt: NOW, answers };
    const body = toQuestionnaireResponse(
      { ...facts, wish: null, seconds: 30, skipped: 0, endedAt: null },
      instrument.items,
    );
    const payload = await usualPayload(client, { id, body, instrument: "wai-sr|1|3f9a0c11d2e4" });
    const sent = new TextDecoder().decode((await seal(payload, invite))!);
    expect(sent).toContain("i12");
    expect(sent).not.toMatch(/test text|Seldom|Always/);

    const content = readEnvelopeContent({ ...payload, v: 1, to: "to" });
    const opened = { kind: "opened", name: id, arrivedAt: NOW, id, client: "ann", seq: 1, to: "to" } as const;
    const kept = await archive.instruments();
    const [received] = sortInbox([{ ...opened, content: content! }], finderFor(kept)).responses;
    expect(received).toMatchObject({ instrumentName: "wai-sr|1", scores: { bond: 8.75 } });
    expect(sortInbox([{ ...opened, content: content! }]).responses[0]!.instrument).toBeNull();
  });
});

test("kept questions are there after the page was closed, one for each name and version", async () => {
  const kept = (id: string, takenAt: number) => ({ instrument: dummy(id), fileHash: "hash", takenAt });
  await archive.keepInstrument(kept("wai-sr", 1));
  await archive.keepInstrument(kept("haq-ii", 2));
  await archive.keepInstrument(kept("wai-sr", 3));
  archive.close();
  archive = await openTherapistArchive(`own-questions-${count}`);
  expect((await archive.instruments()).map(({ instrument, takenAt }) => [instrument.id, takenAt])).toEqual([
    ["haq-ii", 2],
    ["wai-sr", 3],
  ]);
});
