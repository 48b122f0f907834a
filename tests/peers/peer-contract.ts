import { expect, test } from "vitest";
import type { PostDeps } from "../../src/adapters/endpoint/post.ts";
import type { InviteEndpoint } from "../../src/core/invite/endpoint.ts";
import type { Delivery } from "../../src/core/outbox/delivery.ts";
import type { Peer } from "./peer.ts";
import { makeTherapist, type SealedAnswer, toBinary, WITHOUT_AGE } from "./sealed-answer.ts";
import { createSender, send } from "./sending.ts";

export interface PeerContract {
  /** Asked in each test: a peer is started after its tests were named. */
  readonly peer: () => Peer;
  readonly endpoint: () => InviteEndpoint;
  /** What the peer says to an answer, and to the same again. */
  readonly says: readonly [first: number, again: number];
  /** How often an answer lies there after it was sent twice. */
  readonly copiesOfTwo: 1 | 2;
  readonly refused: readonly Refusal[];
  readonly fetch?: () => PostDeps["fetch"];
}
export interface Refusal {
  readonly when: string;
  readonly endpoint: () => InviteEndpoint;
  readonly says: number;
  readonly outcome: Delivery;
}

export const DELIVERED: Delivery = { kind: "delivered" };
export const WRONG_KEY: Delivery = { kind: "hold", reason: "wrongKey" };
export const NOT_THERE: Delivery = { kind: "hold", reason: "notThere" };

/** What has to hold wherever answers are sent. */
export function testPeer(contract: PeerContract): void {
  const { peer, endpoint, says, copiesOfTwo, refused, fetch: find = () => fetch } = contract;
  /** Sends, and notes what the peer said to it. */
  async function sendTo(to: InviteEndpoint, answer: SealedAnswer) {
    const said: number[] = [];
    const noting: PostDeps["fetch"] = async (url, init) => {
      const response = await find()(url, init);
      said.push(response.status);
      return response;
    };
    return { outcome: await send(createSender({ fetch: noting }), to, answer), said };
  }
  const copiesOf = async ({ bytes }: SealedAnswer): Promise<ReadonlyMap<string, Buffer>> =>
    new Map([...(await peer().stored())].filter(([, kept]) => toBinary(kept).equals(bytes)));

  test("an answer lies there as it was sealed", async () => {
    const answer = await (await makeTherapist()).sealAnswer();
    const before = await peer().stored();
    expect((await sendTo(endpoint(), answer)).outcome).toEqual(DELIVERED);
    expect((await copiesOf(answer)).size).toBe(1);
    expect((await peer().stored()).size).toBe(before.size + 1);
  });

  const copies = copiesOfTwo === 1 ? "once" : "twice";
  test(`sent again it is delivered again, lies there ${copies}, and the therapist sees it once`, async () => {
    const therapist = await makeTherapist();
    const answer = await therapist.sealAnswer();
    const before = await peer().stored();
    for (const status of says) expect(await sendTo(endpoint(), answer)).toEqual({ outcome: DELIVERED, said: [status] });
    const found = await copiesOf(answer);
    expect(found.size).toBe(copiesOfTwo);
    expect((await peer().stored()).size).toBe(before.size + copiesOfTwo);
    expect(await therapist.openAll(found)).toEqual({ code: 0, shown: [{ id: answer.id, verified: true }] });
  });

  const without = WITHOUT_AGE === null ? "" : `${WITHOUT_AGE} `;
  test.skipIf(WITHOUT_AGE !== null)(`${without}age opens what lies there`, async () => {
    const therapist = await makeTherapist();
    const answer = await therapist.sealAnswer();
    expect((await sendTo(endpoint(), answer)).outcome).toEqual(DELIVERED);
    const [kept] = (await copiesOf(answer)).values();
    expect(await therapist.openByAge(kept!)).toBe(answer.text);
  });

  for (const { when, endpoint: refusing, says: status, outcome } of refused) {
    test(`${when}: ${"reason" in outcome ? `${outcome.kind}, ${outcome.reason}` : outcome.kind}`, async () => {
      const answer = await (await makeTherapist()).sealAnswer();
      const before = await peer().stored();
      expect(await sendTo(refusing(), answer)).toEqual({ outcome, said: [status] });
      expect(await peer().stored()).toEqual(before);
    });
  }
}
