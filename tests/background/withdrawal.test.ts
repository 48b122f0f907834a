import { beforeEach, describe, expect, test } from "vitest";
import { openEnvelope } from "../../src/adapters/sealing/open-envelope.ts";
import { createSealing } from "../../src/adapters/sealing/sealing.ts";
import { openDatabase } from "../../src/adapters/storage/database.ts";
import { createOutboxStore } from "../../src/adapters/storage/outbox-store.ts";
import { createSettings, SETTINGS } from "../../src/adapters/storage/settings.ts";
import { createAnswerKeeping, type Submitted } from "../../src/background/answer-keeping.ts";
import { createWithdrawal } from "../../src/background/withdrawal.ts";
import { countHigh } from "../../src/core/alliance/high-run.ts";
import type { OutboxStore } from "../../src/core/outbox/outbox-store.ts";
import { endpointIdOf, type Pairing } from "../../src/core/outbox/pairing.ts";
import { makeParties } from "../adapters/sealing/parties.ts";
import { diskText, freshDisk, NOON } from "../adapters/storage/fresh-database.ts";
import { shippedInstrument } from "../core/alliance/shipped.ts";
import { usualInvite } from "../core/invite/usual-invite.ts";

const SECRET_WORDS = "zanzibar-canary";
const SUBMITTED: Submitted = {
  checkInId: "s1",
  answers: { B1: 8, G1: 7, T1: 9, R1: "no", N1: SECRET_WORDS },
  wish: null,
  seconds: 30,
  skipped: 0,
  endedAt: NOON,
};

let parties: Awaited<ReturnType<typeof makeParties>>;
let pairing: Pairing | null;
let store: OutboxStore;
let now: number;
let keyThere: boolean;

beforeEach(async () => {
  freshDisk();
  now = NOON;
  keyThere = true;
  parties = await makeParties();
  const { ann, therapist } = parties;
  const invite = usualInvite({ client: "ann", recipients: [therapist.recipient], settings: { takeBackSeconds: 0 } });
  pairing = { invite, acceptedAt: NOON, consentHash: "A".repeat(43), publicKey: ann.publicKey, mac: ann.mac };
  store = createOutboxStore(openDatabase(), { now: () => now, random: () => 0.5 });
});

const sealing = () => ({
  pairing: async () => pairing,
  instrumentOf: shippedInstrument,
  seal: createSealing({
    instrumentOf: shippedInstrument,
    clientKey: async () => (keyThere ? parties.ann : null),
    // What it does to bytes is tested with it; here they are looked at.
    hide: async (_id, bytes) => bytes,
  }),
  store,
  instrumentHash: async () => "3f9a0c11d2e4",
  newId: () => crypto.randomUUID(),
  now: () => now,
});
const withdraw = (id: string) => createWithdrawal(sealing())(id);

/** On disk, as the worker does it: it must not say what was answered. */
const keepCount = (checkInId: string, score: number | null) =>
  createSettings(openDatabase()).update(SETTINGS.highRun, (known) => countHigh(known, checkInId, score));

/** Saves one response; gives its id. */
async function save(): Promise<string> {
  const kept = await createAnswerKeeping({ ...sealing(), countHigh: keepCount, complain: () => {} }).keep(SUBMITTED);
  if (kept.kind === "notSaved") throw new Error(kept.reason);
  return kept.id;
}
async function deliverNext(): Promise<void> {
  const leased = await store.leaseNext(endpointIdOf(pairing!.invite.endpoint), now, now + 1);
  await store.settle(leased!.entry.id, "delivered");
}
/** What the therapist reads in everything that is or was in the outbox. */
async function openAll() {
  const entries = await store.list();
  const opened = await Promise.all(
    entries.map(async (entry) => {
      const bytes = await store.readBytes(entry);
      return bytes && openEnvelope(bytes, { ...parties.opening, fileName: `${entry.id}.age` });
    }),
  );
  return opened.flatMap((one) => (one?.kind === "opened" ? [one] : []));
}

test("what has not left is taken back, and nothing is sent", async () => {
  const id = await save();
  expect(await withdraw(id)).toBe("takenBack");
  expect((await store.list()).map(({ state }) => state)).toEqual(["withdrawn"]);
});

test("E6: of what was delivered the therapist gets a signed request to disregard just that response", async () => {
  const id = await save();
  await deliverNext();
  expect(await withdraw(id)).toBe("asked");
  const opened = (await openAll()).toSorted((a, b) => a.payload.seq - b.payload.seq);
  expect(opened.map(({ content }) => content.kind)).toEqual(["response", "withdrawn"]);
  expect(opened[1]).toMatchObject({ payload: { type: "withdrawn", seq: 2, client: "ann" }, content: { id } });
});

test("I15: it goes where the response went, though the invite names another place by now", async () => {
  const id = await save();
  const before = endpointIdOf(pairing!.invite.endpoint);
  await deliverNext();
  const elsewhere = { ...pairing!.invite.endpoint, url: "https://new.example" };
  pairing = { ...pairing!, invite: { ...pairing!.invite, endpoint: elsewhere } };
  await withdraw(id);
  expect((await store.list()).map(({ endpointId }) => endpointId)).toEqual([before, before]);
});

test("asked once more, nothing more is sent", async () => {
  const id = await save();
  await deliverNext();
  expect([await withdraw(id), await withdraw(id)]).toEqual(["asked", "asked"]);
  expect(await store.list()).toHaveLength(2);
});

test("a request is not withdrawn itself", async () => {
  const id = await save();
  await deliverNext();
  await withdraw(id);
  await deliverNext();
  const request = (await store.list()).find((entry) => entry.id !== id)!;
  expect(await withdraw(request.id)).toBe("tooLate");
});

const NOBODY_TO_ASK = [
  ["after leaving the therapist", () => (pairing = null)],
  ["with another therapist", () => (pairing = { ...pairing!, invite: { ...pairing!.invite, client: "bob" } })],
  ["without the signing key", () => (keyThere = false)],
  ["where nothing is sealed", () => (pairing = { ...pairing!, invite: { ...pairing!.invite, mode: "plain" } })],
] as const;
test.each(NOBODY_TO_ASK)(
  "%s one that may have arrived is not sent any more, and its number stays used",
  async (_, change) => {
    const id = await save();
    const place = endpointIdOf(pairing!.invite.endpoint);
    await store.leaseNext(place, now, now + 1);
    await store.postpone(id, now, "noReply");
    change();
    expect(await withdraw(id)).toBe("tooLate");
    expect(await store.leaseNext(place, now + 1, now + 2)).toBeNull();
    expect(await store.list()).toMatchObject([{ id, state: "withdrawn", mayHaveArrived: true }]);
    expect(await store.nextSeq("ann")).toBe(2);
    expect(await withdraw(id)).toBe("tooLate");
  },
);

test.each(NOBODY_TO_ASK)("%s nobody can be asked from here, and it says so", async (_, change) => {
  const id = await save();
  await deliverNext();
  change();
  expect(await withdraw(id)).toBe("tooLate");
  expect(await store.list()).toHaveLength(1);
});

describe("where the endpoint reads what it takes", () => {
  const SERVER = { adapter: "fhir", profile: "r4", url: "https://ehr.example", box: "", token: "t" } as const;
  beforeEach(() => {
    pairing = { ...pairing!, invite: { ...pairing!.invite, mode: "plain", endpoint: SERVER } };
  });
  const bytesOf = async (find: (id: string) => boolean) => {
    const entry = (await store.list()).find((one) => find(one.id))!;
    return [entry, JSON.parse(Buffer.from((await store.readBytes(entry))!).toString()) as unknown] as const;
  };

  test("the response is emptied in its place, by an entry of its own", async () => {
    const id = await save();
    await deliverNext();
    expect(await withdraw(id)).toBe("asked");
    const [entry, resource] = await bytesOf((one) => one !== id);
    expect(entry).toMatchObject({ plain: true, seq: 2, nextAt: NOON });
    expect(resource).toMatchObject({ resourceType: "QuestionnaireResponse", id, status: "entered-in-error" });
    expect(resource).not.toHaveProperty("item");
  });

  test("it waits for the end of a send that is under way, which could fill the place again", async () => {
    const id = await save();
    await store.leaseNext(endpointIdOf(SERVER), now, now + 30_000);
    expect(await withdraw(id)).toBe("asked");
    const [entry] = await bytesOf((one) => one !== id);
    expect(entry).toMatchObject({ nextAt: NOON + 30_000 });
  });

  test.each([
    ["sealed", () => ({ mode: "sealed" as const })],
    ["sent elsewhere", () => ({ endpoint: { ...SERVER, url: "https://other.example" } })],
  ])("nothing of it is sent where the invite has become another one: %s", async (_, changed) => {
    const id = await save();
    await deliverNext();
    pairing = { ...pairing!, invite: { ...pairing!.invite, ...changed() } };
    expect(await withdraw(id)).toBe("tooLate");
  });

  test("a parked one that may have arrived is deleted here even after leaving", async () => {
    const id = await save();
    await store.leaseNext(endpointIdOf(SERVER), now, now + 1);
    await store.postpone(id, now, "noReply");
    await store.leaseNext(endpointIdOf(SERVER), now, now + 1);
    await store.park(id, "refused");
    pairing = null;
    expect(await withdraw(id)).toBe("tooLate");
    expect(await store.countWaiting()).toBe(0);
    expect(await store.readBytes((await store.list())[0]!)).toBeNull();
  });
});

test("I11: a number taken while it is sealed is drawn again", async () => {
  const id = await save();
  await deliverNext();
  let raced = false;
  const racing = {
    ...store,
    nextSeq: async (client: string) => {
      const seq = await store.nextSeq(client);
      if (!raced)
        await createAnswerKeeping({ ...sealing(), countHigh: keepCount, complain: () => {} }).keep({
          ...SUBMITTED,
          checkInId: "s2",
        });
      raced = true;
      return seq;
    },
  };
  expect(await createWithdrawal({ ...sealing(), store: racing })(id)).toBe("asked");
  expect((await openAll()).map(({ payload }) => payload.seq).toSorted()).toEqual([1, 2, 3]);
});

test("I16: not one word of an answer is on the disk after it was submitted", async () => {
  await save();
  const text = await diskText();
  expect(text).toContain("age-encryption.org");
  expect(text).not.toContain(SECRET_WORDS);
});
