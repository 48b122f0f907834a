import { beforeEach, expect, test } from "vitest";
import { createSealing } from "../../src/adapters/sealing/sealing.ts";
import { type AnswerKeepingDeps, createAnswerKeeping, type Submitted } from "../../src/background/answer-keeping.ts";
import type { EnqueueOutcome } from "../../src/core/outbox/outbox-store.ts";
import type { Pairing } from "../../src/core/outbox/pairing.ts";
import { makeParties } from "../adapters/sealing/parties.ts";
import { NOON, watchCommits } from "../adapters/storage/fresh-database.ts";
import { openOutbox } from "../adapters/storage/usual-outbox.ts";
import { shippedInstrument } from "../core/alliance/shipped.ts";
import { usualInvite } from "../core/invite/usual-invite.ts";

const SUBMITTED: Submitted = {
  checkInId: "s1",
  answers: { B1: 8 },
  wish: null,
  seconds: 30,
  skipped: 0,
  endedAt: NOON,
};

let outbox: ReturnType<typeof openOutbox>;
let pairing: Pairing;
let complaints: unknown[];
let privateKey: CryptoKey;
beforeEach(async () => {
  outbox = openOutbox();
  complaints = [];
  const { ann, therapist } = await makeParties();
  privateKey = ann.privateKey;
  const invite = usualInvite({ client: "ann", recipients: [therapist.recipient] });
  pairing = { invite, acceptedAt: NOON, consentHash: "A".repeat(43), publicKey: ann.publicKey, mac: ann.mac };
});

const keep = (changed: Partial<AnswerKeepingDeps> = {}, submitted: Partial<Submitted> = {}) =>
  createAnswerKeeping({
    pairing: async () => pairing,
    instrumentOf: shippedInstrument,
    seal: createSealing({
      instrumentOf: shippedInstrument,
      clientKey: async () => ({ privateKey }),
      hide: async (_, bytes) => bytes,
    }),
    store: outbox.store,
    instrumentHash: async () => "3f9a0c11d2e4",
    newId: () => crypto.randomUUID(),
    now: () => outbox.clock.now,
    countHigh: async () => {},
    complain: (_, cause) => complaints.push(cause),
    ...changed,
  }).keep({ ...SUBMITTED, ...submitted });
/** A store that numbers as ours does, and says this to whatever it is given. */
const storeThatSays = (outcome: EnqueueOutcome) => ({
  store: { nextSeq: outbox.store.nextSeq, enqueue: async () => outcome },
});

test("I1: saved is answered once the envelope is on disk", async () => {
  const { commits, stop } = watchCommits();
  const answer = await keep();
  stop();
  expect(commits.map(({ durability }) => durability)).toEqual(["strict"]);
  const [entry] = await outbox.store.list();
  expect(answer).toEqual({ kind: "saved", id: entry!.id, takeBackUntil: NOON + 600_000 });
});

test.each<[string, EnqueueOutcome, string]>([
  ["a full disk", { kind: "diskFull" }, "diskFull"],
  ["a disk that fails", { kind: "failed", cause: "io" }, "storage"],
  ["a number that is always taken", { kind: "seqTaken" }, "storage"],
])("I1: %s is never answered saved", async (_, outcome, reason) => {
  expect(await keep(storeThatSays(outcome))).toEqual({ kind: "notSaved", reason });
  expect(complaints).toHaveLength(reason === "storage" ? 1 : 0);
});

test("I1: without a key nothing is kept, and it says so", async () => {
  expect(await keep({ seal: async () => null })).toEqual({ kind: "notSaved", reason: "storage" });
  expect(await outbox.store.list()).toEqual([]);
});

test("sent twice by its page, it is kept once, and both are told of the same one", async () => {
  const [first, second] = [await keep(), await keep()];
  expect(second).toEqual({ ...first, kind: "alreadySaved" });
  expect(await outbox.store.list()).toHaveLength(1);
});

test("answers that this instrument does not have are not kept", async () => {
  expect(await keep({}, { answers: { B1: 99 } })).toEqual({ kind: "notSaved", reason: "unknownCheckIn" });
  expect(await outbox.store.list()).toEqual([]);
});
