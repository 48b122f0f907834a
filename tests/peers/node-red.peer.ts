import { describe, expect, test } from "vitest";
import type { PostEndpoint } from "../../src/core/invite/endpoint.ts";
import { startNodeRed, WEBHOOK_SECRET } from "./node-red.ts";
import { usePeer } from "./peer.ts";
import { DELIVERED, NOT_THERE, testPeer, WRONG_KEY } from "./peer-contract.ts";
import { makeTherapist } from "./sealed-answer.ts";
import { createSender, send } from "./sending.ts";

const nodeRed = usePeer(startNodeRed);

const endpoint = (path: string, secret = WEBHOOK_SECRET): PostEndpoint => ({
  adapter: "post",
  profile: "generic",
  url: nodeRed().url + path,
  box: "",
  token: "",
  secret,
});
const OTHER_SECRET = `whsec_${Buffer.alloc(24, "other").toString("base64")}`;

describe("our flow in Node-RED", () => {
  testPeer({
    peer: nodeRed,
    endpoint: () => endpoint("/aftersession"),
    says: [201, 200],
    copiesOfTwo: 1,
    refused: [
      {
        when: "another secret",
        endpoint: () => endpoint("/aftersession", OTHER_SECRET),
        says: 401,
        outcome: WRONG_KEY,
      },
      { when: "flow missing", endpoint: () => endpoint("/elsewhere"), says: 404, outcome: NOT_THERE },
    ],
  });

  test("takes an answer from a computer whose clock is an hour off, at the second attempt", async () => {
    const answer = await (await makeTherapist()).sealAnswer();
    const deliver = createSender({ now: () => Date.now() - 3_600_000 });
    expect(await send(deliver, endpoint("/aftersession"), answer)).toEqual(DELIVERED);
  });
});

describe("a flow of Node-RED that writes whatever comes", () => {
  testPeer({ peer: nodeRed, endpoint: () => endpoint("/every"), says: [201, 201], copiesOfTwo: 2, refused: [] });
});
