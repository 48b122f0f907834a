import { expect, test } from "vitest";
import type { InviteEndpoint } from "../../src/core/invite/endpoint.ts";
import type { Deliver, Delivery } from "../../src/core/outbox/delivery.ts";
import type { Peer } from "./peer.ts";
import { makeTherapist, type SealedAnswer, toBinary, WITHOUT_AGE } from "./sealed-answer.ts";
import { createSender, send } from "./sending.ts";

export interface PeerContract {
  /** Asked in each test: a peer is started after its tests were named. */
  readonly peer: () => Peer;
  readonly endpoint: () => InviteEndpoint;
  readonly deliver?: () => Deliver;
  /** How often an answer lies there after it was sent twice. */
  readonly copiesOfTwo: 1 | 2;
  readonly refused: readonly Refusal[];
}
export interface Refusal {
  readonly when: string;
  readonly endpoint: () => InviteEndpoint;
  readonly outcome: Delivery;
}

export const DELIVERED: Delivery = { kind: "delivered" };
export const WRONG_KEY: Delivery = { kind: "hold", reason: "wrongKey" };
export const NOT_THERE: Delivery = { kind: "hold", reason: "notThere" };

/** What has to hold wherever answers are sent. */
export function testPeer({ peer, endpoint, deliver = () => createSender(), copiesOfTwo, refused }: PeerContract): void {
  const copiesOf = async ({ bytes }: SealedAnswer): Promise<readonly Buffer[]> =>
    [...(await peer().stored()).values()].filter((kept) => toBinary(kept).equals(bytes));

  test("an answer lies there as it was sealed", async () => {
    const answer = await (await makeTherapist()).sealAnswer();
    const before = await peer().stored();
    expect(await send(deliver(), endpoint(), answer)).toEqual(DELIVERED);
    expect(await copiesOf(answer)).toHaveLength(1);
    expect((await peer().stored()).size).toBe(before.size + 1);
  });

  test(`sent again it is delivered again, and lies there ${copiesOfTwo === 1 ? "once" : "twice"}`, async () => {
    const answer = await (await makeTherapist()).sealAnswer();
    const before = await peer().stored();
    expect(await send(deliver(), endpoint(), answer)).toEqual(DELIVERED);
    expect(await send(deliver(), endpoint(), answer)).toEqual(DELIVERED);
    expect(await copiesOf(answer)).toHaveLength(copiesOfTwo);
    expect((await peer().stored()).size).toBe(before.size + copiesOfTwo);
  });

  const without = WITHOUT_AGE === null ? "" : ` (${WITHOUT_AGE})`;
  test.skipIf(WITHOUT_AGE !== null)(`age opens what lies there${without}`, async () => {
    const therapist = await makeTherapist();
    const answer = await therapist.sealAnswer();
    expect(await send(deliver(), endpoint(), answer)).toEqual(DELIVERED);
    const [kept] = await copiesOf(answer);
    expect(therapist.openByAge(kept!)).toBe(answer.text);
  });

  for (const { when, endpoint: refusing, outcome } of refused) {
    test(`${when}: ${"reason" in outcome ? `${outcome.kind}, ${outcome.reason}` : outcome.kind}`, async () => {
      const answer = await (await makeTherapist()).sealAnswer();
      const before = await peer().stored();
      expect(await send(deliver(), refusing(), answer)).toEqual(outcome);
      expect(await peer().stored()).toEqual(before);
    });
  }
}
