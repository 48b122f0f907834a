import { describe, expect, test } from "vitest";
import type { Submitted } from "../../src/background/answer-keeping.ts";
import { createCheckInDesk, type DueCheckIn } from "../../src/background/check-in-desk.ts";
import { type Draft, EMPTY_DRAFT } from "../../src/core/alliance/answers.ts";
import { packDefinition } from "../../src/core/alliance/definition.ts";
import { type HighRun, NO_RUN } from "../../src/core/alliance/high-run.ts";
import type { Instrument } from "../../src/core/alliance/instrument.ts";
import type { Invite } from "../../src/core/invite/invite.ts";
import type { Pairing } from "../../src/core/outbox/pairing.ts";
import type { ClientFact } from "../../src/core/session/events.ts";
import type { Answer } from "../../src/protocol/page-requests.ts";
import { addOn, SOMEBODY } from "../core/alliance/add-ons.ts";
import { shippedInstrument } from "../core/alliance/shipped.ts";
import { usualInvite } from "../core/invite/usual-invite.ts";

const ACCEPTED_AT = 5_000;
const CRISIS_LINE = "Our team, 030 123";

const pairingWith = (client: string): Pairing => ({
  invite: usualInvite({ client, issuer: { name: `Dr. ${client}`, key: "k" }, settings: { crisisLine: CRISIS_LINE } }),
  acceptedAt: ACCEPTED_AT,
  consentHash: "h",
  publicKey: "p",
  mac: "m",
});

interface Situation {
  readonly atHand: DueCheckIn;
  readonly isUnknown: boolean;
  readonly highRun: HighRun;
  /** What becomes of submitted answers. */
  readonly answer: Answer<"submitAnswers">;
  /** What is asked, if not the core set. */
  readonly change: (instrument: Instrument | null) => Instrument | null;
  readonly invite: Partial<Invite>;
  /** Which check-in of this client it is. */
  readonly round: number;
}
const SAVED: Situation["answer"] = { kind: "saved", id: "e", takeBackUntil: 0 };
const DRAFT: Draft = { ...EMPTY_DRAFT, answers: { B1: 8 } };

function openDesk(situation: Partial<Situation> = {}) {
  const { atHand = null, isUnknown = false, highRun = NO_RUN, answer = SAVED, change = (asked) => asked } = situation;
  const { invite = {}, round = 3 } = situation;
  const drafts = new Map<string, Draft>();
  const byHand = new Set<string>();
  let client = "a";
  const clients = new Map<string, string>();
  const kept: Submitted[] = [];
  const told: ClientFact[] = [];
  const desk = createCheckInDesk({
    pairing: async () => {
      const pairing = pairingWith(client);
      return { ...pairing, invite: { ...pairing.invite, ...invite } };
    },
    instrumentOf: async (invite) => change(await shippedInstrument(invite)),
    roundOf: async () => round,
    today: () => "2026-11-25",
    due: async () => ({ session: "s1", endedAt: 7_000, behind: 0 }),
    atHand: async () => atHand,
    endedAtOf: async (id) => (id === "s1" ? 7_000 : null),
    skippedBefore: async (id, acceptedAt) => (id === "s1" && acceptedAt === ACCEPTED_AT ? 2 : 0),
    drafts: {
      keep: async (id, draft) => void drafts.set(id, draft),
      read: async (id) => drafts.get(id) ?? null,
      drop: async (id) => void drafts.delete(id),
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
        return answer;
      },
    },
    tell: async (fact) => void told.push(fact),
    newId: () => "1",
  });
  const submit = (checkInId: string) => desk.submit({ checkInId, answers: {}, wish: null, seconds: 15, skipped: 0 });
  return { desk, drafts, kept, told, submit, pairWith: (next: string) => (client = next) };
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
  expect(await openDesk().desk.open()).toMatchObject({ crisisLine: CRISIS_LINE, country: "DE" });
});

describe("questions beside the usual ones", () => {
  const addOns = [addOn("risq"), addOn("sparq")].map((one) => JSON.stringify(packDefinition(one)));
  const asked = async (round: number, invite: Partial<Invite> = {}) =>
    (await openDesk({ round, invite: { addOns, outside: SOMEBODY, ...invite } }).desk.open())?.addOn;

  test("come with every fourth check-in, and with no other", async () => {
    expect(await asked(3)).toBeUndefined();
    expect(await asked(4)).toEqual({ instrument: addOn("risq"), outside: SOMEBODY });
    expect(await asked(5)).toBeUndefined();
    expect(await asked(8)).toEqual({ instrument: addOn("sparq"), outside: null });
  });

  test("come with no set for several", async () => {
    expect(await asked(4, { instrument: "afs-together|1" })).toBeUndefined();
  });

  test("never keep a check-in from opening", async () => {
    expect(await asked(4, { addOns: ["{", "null"] })).toBeUndefined();
    const { desk } = openDesk({ round: 4, invite: { addOns: ["{"] } });
    expect(await desk.open()).toMatchObject({ checkInId: "s1" });
  });
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
  expect(kept).toMatchObject([{ checkInId: "s1", endedAt: 7_000, skippedBefore: 2 }]);
});

test("a form that was opened for one therapist is never sealed for another", async () => {
  const { desk, kept, submit, pairWith } = openDesk();
  await desk.open();
  pairWith("b");
  expect(await submit("s1")).toEqual({ kind: "notSaved", reason: "noInvite" });
  expect(kept).toEqual([]);
});

test("what was chosen is there when the check-in opens again", async () => {
  const { desk, drafts } = openDesk();
  drafts.set("s1", DRAFT);
  expect(await desk.open()).toMatchObject({ draft: DRAFT });
});

test("I16: of what was submitted no draft stays, of what could not be saved it does", async () => {
  const lost = { kind: "notSaved", reason: "diskFull" } as const;
  for (const [answer, left] of [
    [SAVED, []],
    [lost, ["s1"]],
  ] as const) {
    const { drafts, submit, told } = openDesk({ answer });
    drafts.set("s1", DRAFT);
    expect(await submit("s1")).toEqual(answer);
    expect([...drafts.keys()]).toEqual(left);
    expect(told).toHaveLength(1 - left.length);
  }
});

test.each([
  ["later", 1],
  ["skip", 0],
  ["notASession", 0],
] as const)("put off as %j, it leaves this many drafts: %d", async (how, left) => {
  const { desk, drafts } = openDesk();
  drafts.set("s1", DRAFT);
  await desk.putOff({ checkInId: "s1", how });
  expect(drafts.size).toBe(left);
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

describe("what is asked", () => {
  test("is the invite's instrument, and which check-in it is", async () => {
    expect(await openDesk().desk.open()).toMatchObject({
      instrument: { id: "afs-core" },
      round: 3,
      licenceEnded: false,
    });
  });

  test("is nothing once its licence has ended, and the page is told why", async () => {
    const change = (asked: Instrument | null) =>
      asked && { ...asked, licence: { ...asked.licence, expires: "2026-11-24" } };
    expect(await openDesk({ change }).desk.open()).toMatchObject({ instrument: null, licenceEnded: true });
  });

  test("is asked on the last day of its licence", async () => {
    const change = (asked: Instrument | null) =>
      asked && { ...asked, licence: { ...asked.licence, expires: "2026-11-25" } };
    expect(await openDesk({ change }).desk.open()).toMatchObject({ licenceEnded: false });
  });

  test("is not guessed at where this version does not have it", async () => {
    const view = await openDesk({ change: () => null }).desk.open();
    expect(view).toMatchObject({ instrument: null, licenceEnded: false });
  });
});
