import { Decrypter, Encrypter } from "age-encryption";
import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type OpeningFacts, openEnvelope } from "../../../src/adapters/sealing/open-envelope.ts";
import { recipientFingerprint, sealEnvelope } from "../../../src/adapters/sealing/seal-envelope.ts";
import { makeTherapistKey, type TherapistKey } from "../../../src/adapters/sealing/therapist-key.ts";
import type { Answers } from "../../../src/core/alliance/answers.ts";
import { DEFAULT_INSTRUMENT, findInstrument } from "../../../src/core/alliance/instruments/index.ts";
import { isoMinute, PADDING_STEP_BYTES, parseEnvelopePayload, SMALLEST_BYTES } from "../../../src/protocol/envelope.ts";
import { readEnvelopeContent } from "../../../src/protocol/envelope-content.ts";
import { toQuestionnaireResponse } from "../../../src/protocol/questionnaire-response.ts";
import { type Client, makeClient, usualPayload } from "./parties.ts";

/** Envelopes changed by one byte or cut; ENVELOPE_RUNS=20000 looks longer. */
const RUNS = Number(process.env.ENVELOPE_RUNS ?? 1_000);
const SEED = Number(process.env.ENVELOPE_SEED ?? 20_261_125);
const few = { numRuns: Math.min(40, RUNS), seed: SEED };

let readers: readonly TherapistKey[];
let ann: Client;
beforeAll(async () => {
  readers = await Promise.all(["Rivera", "North", "South", "West"].map(makeTherapistKey));
  ann = await makeClient("ann");
});

const comment = fc.string({ unit: "grapheme", minLength: 1, maxLength: 400 }).filter((text) => text.trim() !== "");
const answered: fc.Arbitrary<Answers> = fc.record(
  {
    B1: fc.integer({ min: 0, max: 10 }),
    G1: fc.integer({ min: 0, max: 10 }),
    T1: fc.integer({ min: 0, max: 10 }),
    R1: fc.constantFrom("no", "little", "yes", "unsure"),
    N1: comment,
  },
  { requiredKeys: [] },
);
/** Which of the four read, in any order. */
const chosen = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 1 });
const seqs = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

interface Made {
  readonly answers: Answers;
  readonly who: readonly number[];
  readonly seq?: number;
  readonly atMinutes?: number;
}

async function sealed({ answers, who, seq = 1, atMinutes = 29_000_000 }: Made) {
  const at = isoMinute(atMinutes * 60_000);
  const base = await usualPayload(ann, { seq, at });
  const submitted = {
    id: base.id,
    client: "ann",
    instrument: DEFAULT_INSTRUMENT,
    submittedAt: Date.parse(at),
    answers,
  };
  const response = { ...submitted, wish: null, seconds: 30, skipped: 0, endedAt: null };
  const body = toQuestionnaireResponse(response, findInstrument(DEFAULT_INSTRUMENT)!.items);
  const recipients = who.map((index) => readers[index]!.recipient);
  const payload = { ...base, body };
  return {
    payload,
    recipients,
    response,
    bytes: await sealEnvelope({ payload, privateKey: ann.privateKey, recipients }),
  };
}

function opening(reader: TherapistKey, recipients: readonly string[]): OpeningFacts {
  return {
    identities: [reader.identity],
    knownClients: (client) => (client === "ann" ? { secret: ann.secret, pinnedKey: null } : null),
    ourRecipientSets: [recipients],
  };
}

async function textIn(bytes: Uint8Array, reader: TherapistKey): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(reader.identity);
  return decrypter.decrypt(bytes, "text");
}

describe(`for any answers and any readers (seed ${SEED})`, () => {
  test("each reader alone opens what was sealed, and nobody else does", async () => {
    const minutes = fc.integer({ min: 28_000_000, max: 40_000_000 });
    await fc.assert(
      fc.asyncProperty(answered, chosen, seqs, minutes, async (answers, who, seq, atMinutes) => {
        const { bytes, payload, recipients, response } = await sealed({ answers, who, seq, atMinutes });
        for (const [index, reader] of readers.entries()) {
          const opened = await openEnvelope(bytes, opening(reader, [...recipients].toReversed()));
          if (who.includes(index)) {
            expect(opened).toMatchObject({ kind: "opened", payload, content: { kind: "response", response } });
          } else expect(opened).toMatchObject({ kind: "refused", reason: "otherKey", claimed: null });
        }
      }),
      few,
    );
  });

  test("sealed again for others, by somebody who could open it, is refused by them", async () => {
    await fc.assert(
      fc.asyncProperty(answered, chosen, chosen, async (answers, who, others) => {
        fc.pre([...who].sort().join() !== [...others].sort().join());
        const { bytes } = await sealed({ answers, who });
        const text = await textIn(bytes, readers[who[0]!]!);
        const recipients = others.map((index) => readers[index]!.recipient);
        const encrypter = new Encrypter();
        for (const recipient of recipients) encrypter.addRecipient(recipient);
        const passedOn = await encrypter.encrypt(text);
        for (const index of others)
          expect(await openEnvelope(passedOn, opening(readers[index]!, recipients))).toMatchObject({
            reason: "otherRecipients",
          });
      }),
      few,
    );
  });

  test("the fingerprint tells sets of readers apart, and not their order", async () => {
    await fc.assert(
      fc.asyncProperty(chosen, chosen, async (one, other) => {
        const print = (who: readonly number[]) => recipientFingerprint(who.map((index) => readers[index]!.recipient));
        const same = [...one].sort().join() === [...other].sort().join();
        expect((await print(one)) === (await print(other))).toBe(same);
      }),
      few,
    );
  });
});

describe("padding", () => {
  test("fills every text to a whole step, and adds nothing but spaces", async () => {
    await fc.assert(
      fc.asyncProperty(answered, async (answers) => {
        const text = await textIn((await sealed({ answers, who: [0] })).bytes, readers[0]!);
        const length = new TextEncoder().encode(text).length;
        expect(length % PADDING_STEP_BYTES).toBe(0);
        expect(length).toBeGreaterThanOrEqual(SMALLEST_BYTES);
        expect(text.slice(text.trimEnd().length)).toMatch(/^ *$/);
        expect(length - new TextEncoder().encode(text.trimEnd()).length).toBeLessThan(SMALLEST_BYTES);
      }),
      few,
    );
  });

  test("leaves a size that says the step and nothing of the length within it", async () => {
    const sizeOfStep = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 400 }), fc.constantFrom("a", "é", "字", '"'), async (length, sign) => {
        const { bytes } = await sealed({ answers: { N1: sign.repeat(length) }, who: [0] });
        const bare = new TextEncoder().encode((await textIn(bytes, readers[0]!)).trimEnd()).length;
        const step = Math.max(Math.ceil(bare / PADDING_STEP_BYTES), 2);
        expect(sizeOfStep.get(step) ?? bytes.length).toBe(bytes.length);
        sizeOfStep.set(step, bytes.length);
      }),
      { ...few, numRuns: Math.min(80, RUNS) },
    );
    expect(sizeOfStep.size).toBeGreaterThan(1);
  });
});

describe("one byte changed or missing", () => {
  test(`is refused wherever it is, ${RUNS} times`, async () => {
    const made = await Promise.all([[0], [0, 1], [1, 2, 0]].map((who) => sealed({ answers: { B1: 8 }, who })));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        fc.nat(2),
        fc.nat(),
        async (at, flip, which, how) => {
          const { bytes, recipients } = made[which]!;
          const place = at % bytes.length;
          const changed = [
            flipped(bytes, place, flip),
            without(bytes, place),
            bytes.slice(0, place),
            bytes.slice(place + 1),
          ];
          const outcome = await openEnvelope(changed[how % 4]!, opening(readers[0]!, recipients));
          expect(outcome).toMatchObject({ kind: "refused", claimed: null });
        },
      ),
      { numRuns: RUNS, seed: SEED },
    );
  });
});

describe("the parsers", () => {
  test("never throw, and what they take for a payload is one", async () => {
    const whole = JSON.parse(JSON.stringify({ v: 1, to: ann.mac, ...(await usualPayload(ann)) })) as Record<
      string,
      unknown
    >;
    expect(parseEnvelopePayload(whole)).not.toBeNull();
    const change = fc.dictionary(fc.constantFrom(...Object.keys(whole)), fc.anything(), { maxKeys: 3 });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          change.map((changed) => ({ ...whole, ...changed })),
        ),
        (input) => {
          const payload = parseEnvelopePayload(input);
          if (payload === null || payload === "newerVersion") return;
          expect(Object.keys(payload)).toEqual(PAYLOAD_FIELDS);
          // A body of somebody else's frame is none.
          const content = readEnvelopeContent(payload);
          if (content?.kind === "response") expect(content.response.client).toBe(payload.client);
        },
      ),
      { numRuns: RUNS, seed: SEED },
    );
  });
});

const PAYLOAD_FIELDS = [
  "v",
  "type",
  "id",
  "seq",
  "client",
  "key",
  "mac",
  "to",
  "instrument",
  "at",
  "consent",
  "body",
] as const;

function flipped(bytes: Uint8Array, at: number, bits: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[at]! ^= bits;
  return changed;
}

function without(bytes: Uint8Array, at: number): Uint8Array {
  return Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + 1)]);
}
