import { describe, expect, test } from "vitest";
import type { PutEndpoint } from "../../src/core/invite/endpoint.ts";
import { DATABASE, MEMBER, startExpressPouchdb } from "./express-pouchdb.ts";
import { usePeer } from "./peer.ts";
import { DELIVERED, NOT_THERE, testPeer, WRONG_KEY } from "./peer-contract.ts";
import { createReader } from "./reading.ts";
import { makeTherapist, toBinary } from "./sealed-answer.ts";
import { createSender, send } from "./sending.ts";

const couch = usePeer(startExpressPouchdb);

const endpoint = ({ database = DATABASE, key = MEMBER as Partial<PutEndpoint> } = {}): PutEndpoint => ({
  adapter: "put",
  profile: "couchdb",
  url: `${couch().url}/${database}`,
  box: "",
  token: "",
  ...key,
});

describe("express-pouchdb", () => {
  testPeer({
    peer: couch,
    endpoint,
    says: [201, 409],
    copiesOfTwo: 1,
    refused: [
      {
        when: "wrong password",
        endpoint: () => endpoint({ key: { ...MEMBER, token: "guessed" } }),
        says: 401,
        outcome: WRONG_KEY,
      },
      {
        when: "no password",
        endpoint: () => endpoint({ key: {} }),
        says: 401,
        outcome: { kind: "hold", reason: "signIn" },
      },
      { when: "no such database", endpoint: () => endpoint({ database: "elsewhere" }), says: 404, outcome: NOT_THERE },
    ],
  });

  test("other bytes under a known id are not taken, and count as delivered: 409 does not tell them apart", async () => {
    const therapist = await makeTherapist();
    const [first, second] = [await therapist.sealAnswer(), await therapist.sealAnswer()];
    expect(await send(createSender(), endpoint(), first)).toEqual(DELIVERED);
    const before = await couch().stored();
    expect(await send(createSender(), endpoint(), { ...second, id: first.id })).toEqual(DELIVERED);
    expect(await couch().stored()).toEqual(before);
  });

  test("the therapist page lists and reads what lies there", async () => {
    const answer = await (await makeTherapist()).sealAnswer();
    await send(createSender(), endpoint(), answer);
    const reading = {
      kind: "couchdb",
      url: `${couch().url}/${DATABASE}`,
      user: MEMBER.user,
      password: MEMBER.token,
    } as const;
    const listed = await createReader().list(reading);
    expect(listed.kind === "listed" && listed.items.map(({ id }) => id)).toContain(answer.id);
    const got = await createReader().read(reading, answer.id);
    expect(got.kind === "read" && toBinary(Buffer.from(got.bytes)).equals(answer.bytes)).toBe(true);
    expect(await createReader().list({ ...reading, password: "guessed" })).toEqual({
      kind: "failed",
      reason: "wrongToken",
    });
  });

  test("a member reads the whole database: hence the warning at such an invite", async () => {
    const answer = await (await makeTherapist()).sealAnswer();
    await send(createSender(), endpoint(), answer);
    const headers = { authorization: `Basic ${btoa(`${MEMBER.user}:${MEMBER.token}`)}` };
    expect(await (await fetch(`${couch().url}/${DATABASE}/${answer.id}`, { headers })).json()).toHaveProperty("age");
  });
});
