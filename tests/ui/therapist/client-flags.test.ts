import { describe, expect, test } from "vitest";
import type { Instrument } from "../../../src/core/alliance/instrument.ts";
import { afsCore } from "../../../src/core/alliance/instruments/afs-core.ts";
import { clientFlags } from "../../../src/ui/therapist/client-flags.ts";
import type { ReceivedResponse } from "../../../src/ui/therapist/inbox.ts";
import { answersTo, dummy } from "../../core/alliance/dummy.ts";

const received = (instrument: Instrument, answers: ReceivedResponse["answers"]) =>
  [{ id: "r", seq: 1, at: 0, instrument, answers }] as unknown as readonly ReceivedResponse[];

test("how often a flag is chance is said of our own questions alone: for no others was it simulated", () => {
  expect(clientFlags(received(afsCore, { B1: 8, G1: 8, T1: 8 }), 0)).toMatchObject({ simulated: true });
  const imported = dummy("wai-sr");
  const answers = answersTo(imported, Array<number>(12).fill(4));
  expect(clientFlags(received(imported, answers), 0)).toMatchObject({ simulated: false });
});

describe("silence", () => {
  const LOW = { B1: 2, G1: 2, T1: 2 };
  const LONG_AFTER = 60 * 86_400_000;

  test("after a session worth asking about is noted", () => {
    expect(clientFlags(received(afsCore, LOW), LONG_AFTER)?.silence).toMatchObject({ kind: "time" });
  });

  test("is told by the next answers, where two check-ins or more were passed over", () => {
    const [low] = received(afsCore, LOW);
    const [fine] = received(afsCore, { B1: 8, G1: 8, T1: 8 });
    const next = (skippedBefore?: number) =>
      [{ ...fine!, id: "r2", seq: 2, at: 86_400_000, ...(skippedBefore && { skippedBefore }) }, low!] as const;
    expect(clientFlags(next(2), 86_400_000)?.silence).toEqual({ kind: "skipped", since: 0, skipped: 2 });
    expect(clientFlags(next(1), 86_400_000)?.silence).toBeNull();
    expect(clientFlags(next(), 86_400_000)?.silence).toBeNull();
  });
});
