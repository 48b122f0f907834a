import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PostEndpoint } from "../../src/core/invite/endpoint.ts";
import type { Delivery } from "../../src/core/outbox/delivery.ts";
import { DELIVERED, NOT_THERE, testPeer, WRONG_KEY } from "./peer-contract.ts";
import { makeTherapist } from "./sealed-answer.ts";
import { createSender, send } from "./sending.ts";
import { ADDRESS, KEY, type SimulatedGoogle, startSimulatedAppsScript } from "./simulated-apps-script.ts";

let google: SimulatedGoogle;
beforeAll(async () => {
  google = await startSimulatedAppsScript();
});
beforeEach(() => google.behave("well"));
afterAll(() => google.stop());

const deliver = () => createSender({ fetch: google.fetch, allowLocalhost: false });
const endpoint = (token = KEY, url = ADDRESS): PostEndpoint => ({
  adapter: "post",
  profile: "apps-script",
  url,
  box: "",
  token,
});
const STRANGE: Delivery = { kind: "retry", reason: "strangeReply", retryAfterMs: null };

describe("our Apps Script at a simulated Google", () => {
  testPeer({
    peer: () => google,
    endpoint,
    fetch: () => google.fetch,
    says: [200, 200],
    copiesOfTwo: 1,
    refused: [
      { when: "wrong key", endpoint: () => endpoint("guessed-guessed-guessed"), says: 200, outcome: WRONG_KEY },
      {
        when: "deployment gone",
        endpoint: () => endpoint(KEY, ADDRESS.replace("deployed", "removed")),
        says: 404,
        outcome: NOT_THERE,
      },
    ],
  });

  const PAGES = [
    ["wants somebody to sign in", "asks"],
    ["throws", "breaks"],
  ] as const;
  for (const [what, as] of PAGES) {
    test(`a script that ${what} is no delivery, though its page has status 200`, async () => {
      google.behave(as);
      const answer = await (await makeTherapist()).sealAnswer();
      expect(await send(deliver(), endpoint(), answer)).toEqual(STRANGE);
      google.behave("well");
      expect(await send(deliver(), endpoint(), answer)).toEqual(DELIVERED);
    });
  }
});
