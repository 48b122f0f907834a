import { identityToRecipient } from "age-encryption";
import { beforeAll, expect, test } from "vitest";
import { random256 } from "../../../src/adapters/sealing/bytes.ts";
import { type ClientKey, makeClientKey } from "../../../src/adapters/sealing/client-key.ts";
import { createPracticeOpener } from "../../../src/adapters/sealing/practice-opening.ts";
import { makeTherapistKey, type TherapistKey } from "../../../src/adapters/sealing/therapist-key.ts";
import type { KnownClient } from "../../../src/protocol/clients-file.ts";
import { sealResponse } from "../../ui/therapist/sealed-responses.ts";

const ID = "6f1c1c1e-0000-4000-8000-000000000001";
let practice: TherapistKey;
let record: KnownClient;
let key: ClientKey;
let sealed: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  practice = await makeTherapistKey("The practice");
  const therapist = await makeTherapistKey("Dr. Rivera");
  const recipients = [therapist.recipient, await identityToRecipient(practice.identity)];
  record = { client: "c-1", secret: random256(), label: "A.", recipients, update: 1, pinnedKey: null };
  key = await makeClientKey();
  sealed = await sealResponse({ record, key, id: ID, seq: 3 });
});
const open = (clients: readonly KnownClient[], identity = practice.identity) =>
  createPracticeOpener([identity], clients);

test("a practice that the invite names opens with its key alone; a client list proves who wrote", async () => {
  expect(await open([record])(sealed, `${ID}.age`)).toMatchObject({
    kind: "opened",
    client: "c-1",
    seq: 3,
    proven: true,
  });
});

test("without a list, or with one of somebody else's clients, it is opened and not called proven", async () => {
  const other = { ...record, client: "c-2" };
  for (const clients of [[], [other]])
    expect(await open(clients)(sealed, `${ID}.age`)).toMatchObject({ kind: "opened", client: "c-1", proven: false });
});

test("what a list disproves is refused, not counted as unproven", async () => {
  expect(await open([{ ...record, secret: random256() }])(sealed, `${ID}.age`)).toEqual({ kind: "refused" });
});

test("another key, an altered file and no file at all are refused", async () => {
  const altered = new Uint8Array(sealed);
  altered[altered.length - 1]! ^= 1;
  const { identity } = await makeTherapistKey("Somebody");
  expect(await open([record], identity)(sealed, `${ID}.age`)).toEqual({ kind: "refused" });
  for (const bytes of [altered, new Uint8Array([1, 2, 3])])
    expect(await open([record])(bytes, "a.age")).toEqual({ kind: "refused" });
});
