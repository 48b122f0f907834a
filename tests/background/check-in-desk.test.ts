import { expect, test } from "vitest";
import type { Submitted } from "../../src/background/answer-keeping.ts";
import { createCheckInDesk, type DueCheckIn } from "../../src/background/check-in-desk.ts";
import { EMPTY_DRAFT } from "../../src/core/alliance/answers.ts";
import { type HighRun, NO_RUN } from "../../src/core/alliance/high-run.ts";
import type { Pairing } from "../../src/core/outbox/pairing.ts";
import type { ClientFact } from "../../src/core/session/events.ts";

const pairingWith = (client: string): Pairing => ({
  invite: {
    update: 1,
    issuer: { name: `Dr. ${client}`, key: "k" },
    recipients: ["age1"],
    endpoint: { adapter: "put", profile: "mailbox", url: "https://box.example", box: "b", token: "t" },
    client,
    secret: "s",
    instrument: "afs-core|1",
    mode: "sealed",
    expiresAt: 0,
    videoHosts: ["meet.example"],
    settings: { crisisLine: "Our team, 030 123" },
  },
  acceptedAt: 0,
  consentHash: "h",
  publicKey: "p",
  mac: "m",
});

function openDesk(situation: Partial<{ atHand: DueCheckIn; isUnknown: boolean; highRun: HighRun }> = {}) {
  const { atHand = null, isUnknown = false, highRun = NO_RUN } = situation;
  const byHand = new Set<string>();
  let client = "a";
  const clients = new Map<string, string>();
  const kept: Submitted[] = [];
  const told: ClientFact[] = [];
  const desk = createCheckInDesk({
    pairing: async () => pairingWith(client),
    due: async () => ({ session: "s1", endedAt: 7_000, behind: 0 }),
    atHand: async () => atHand,
    endedAtOf: async (id) => (id === "s1" ? 7_000 : null),
    drafts: {
      keep: async () => {},
      read: async () => null,
      drop: async () => {},
      keepClient: async (id, of) => {
        clients.set(id, of);
      },
      readClient: async (id) => clients.get(id) ?? null,
    },
    rooms: {
      isAsked: async (id) => isUnknown && !byHand.has(id),
      siteOf: async () => "meet.example",
      noteByHand: async (id) => void byHand.add(id),
    },
    highRun: async () => highRun,
    country: async () => "DE",
    keeping: {
      keep: async (submitted) => {
        kept.push(submitted);
        return { kind: "saved", id: "e", takeBackUntil: 0 };
      },
    },
    tell: async (fact) => void told.push(fact),
    newId: () => "1",
  });
  const submit = (checkInId: string) => desk.submit({ checkInId, answers: {}, wish: null, seconds: 15, skipped: 0 });
  return { desk, kept, told, submit, pairWith: (next: string) => (client = next) };
}

test("a check-in names its therapist, its site and an empty draft", async () => {
  expect(await openDesk().desk.open()).toMatchObject({
    checkInId: "s1",
    therapist: "Dr. a",
    site: "meet.example",
    draft: EMPTY_DRAFT,
  });
});

test("it brings whom to call: the practice's own line, and the country the client chose", async () => {
  expect(await openDesk().desk.open()).toMatchObject({ crisisLine: "Our team, 030 123", country: "DE" });
});

test("it knows how many high sessions ran before it, also when it was answered and taken back", async () => {
  const seen = async (highRun: HighRun) => (await openDesk({ highRun }).desk.open())?.highRun;
  expect(await seen({ checkInId: "s0", before: 2, run: 3 })).toBe(3);
  expect(await seen({ checkInId: "s1", before: 2, run: 3 })).toBe(2);
});

test("answers to a session carry its end, also when another check-in is due by now", async () => {
  const { desk, kept, submit } = openDesk();
  await desk.open();
  expect(await submit("s1")).toMatchObject({ kind: "saved" });
  expect(kept).toMatchObject([{ checkInId: "s1", endedAt: 7_000 }]);
});

test("a form that was opened for one therapist is never sealed for another", async () => {
  const { desk, kept, submit, pairWith } = openDesk();
  await desk.open();
  pairWith("b");
  expect(await submit("s1")).toEqual({ kind: "notSaved", reason: "noInvite" });
  expect(kept).toEqual([]);
});

test("a check-in by hand stands for no session", async () => {
  const { desk, kept, submit } = openDesk();
  expect(await desk.start()).toMatchObject({ checkInId: "hand-1", endedAt: null, site: null });
  await submit("hand-1");
  expect(kept).toMatchObject([{ endedAt: null }]);
});

test("one of a session that was not recognised can be put off and is the same again, until it is answered", async () => {
  const { desk, kept, told, submit } = openDesk();
  const use = { fromAt: 1_000, untilAt: 9_000 };
  const id = (await desk.startFor(use))!.checkInId;
  await desk.putOff({ checkInId: id, how: "later" });
  expect(told).toEqual([]);
  expect((await desk.startFor(use))!.checkInId).toBe(id);
  await submit(id);
  expect(kept).toMatchObject([{ endedAt: 9_000 }]);
  expect(told).toEqual([{ type: "useAnswered", from: 1_000 }]);
});

test("a check-in of an unknown room begins with the question", async () => {
  expect(await openDesk({ isUnknown: true }).desk.open()).toMatchObject({
    roomQuestion: true,
  });
});

test("who opens it by hand has said that it was a session, and is not asked", async () => {
  const atHand = { session: "s2", endedAt: null, behind: 0 };
  expect(await openDesk({ atHand, isUnknown: true }).desk.start()).toMatchObject({
    checkInId: "s2",
    roomQuestion: false,
  });
});
