import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PutEndpoint } from "../../src/core/invite/endpoint.ts";
import type { Peer } from "./peer.ts";
import { DELIVERED, testPeer, WRONG_KEY } from "./peer-contract.ts";
import { makeTherapist } from "./sealed-answer.ts";
import { createSender, send } from "./sending.ts";
import { SHARE, startSimulatedNextcloudDrop } from "./simulated-nextcloud-drop.ts";

let open: Peer;
let locked: Peer;
beforeAll(async () => {
  [open, locked] = await Promise.all([startSimulatedNextcloudDrop(null), startSimulatedNextcloudDrop(SHARE.password)]);
});
afterAll(() => Promise.all([open.stop(), locked.stop()]));

const endpoint = (drop: Peer, token: string, share = SHARE.token): PutEndpoint => ({
  adapter: "put",
  profile: "nextcloud-drop",
  url: `${drop.url}/public.php/dav/files/${share}`,
  box: "",
  token,
});
const SIGN_IN = { kind: "hold", reason: "signIn" } as const;

describe("a simulated file drop of Nextcloud", () => {
  testPeer({
    peer: () => open,
    endpoint: () => endpoint(open, ""),
    says: [201, 201],
    copiesOfTwo: 2,
    refused: [
      {
        when: "share withdrawn",
        endpoint: () => endpoint(open, "", "withdrawn"),
        // Its source catches NotFound here and says 503; seen from outside it may come back.
        says: 503,
        outcome: { kind: "retry", reason: "endpointTrouble", retryAfterMs: null },
      },
    ],
  });

  test("the repeat lies there under a name of its own", async () => {
    const answer = await (await makeTherapist()).sealAnswer();
    for (let time = 0; time < 3; time += 1) await send(createSender(), endpoint(open, ""), answer);
    const names = [...(await open.stored()).keys()].filter((name) => name.startsWith(answer.id));
    expect(names).toEqual([`${answer.id}.age`, `${answer.id} (2).age`, `${answer.id} (3).age`]);
  });
});

describe("a simulated file drop with a password", () => {
  testPeer({
    peer: () => locked,
    endpoint: () => endpoint(locked, SHARE.password),
    says: [201, 201],
    copiesOfTwo: 2,
    refused: [
      { when: "wrong password", endpoint: () => endpoint(locked, "guessed"), says: 401, outcome: WRONG_KEY },
      { when: "no password", endpoint: () => endpoint(locked, ""), says: 401, outcome: SIGN_IN },
    ],
  });

  test("a client cannot look into it", async () => {
    const answer = await (await makeTherapist()).sealAnswer();
    expect(await send(createSender(), endpoint(locked, SHARE.password), answer)).toEqual(DELIVERED);
    const headers = { authorization: `Basic ${btoa(`anonymous:${SHARE.password}`)}` };
    const { status } = await fetch(`${endpoint(locked, "").url}/${answer.id}.age`, { headers });
    expect(status).toBe(405);
  });
});
