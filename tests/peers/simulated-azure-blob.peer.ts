import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PutEndpoint } from "../../src/core/invite/endpoint.ts";
import type { Peer } from "./peer.ts";
import { DELIVERED, NOT_THERE, testPeer } from "./peer-contract.ts";
import { makeTherapist } from "./sealed-answer.ts";
import { createSender, send } from "./sending.ts";
import { SAS, startSimulatedAzureBlob } from "./simulated-azure-blob.ts";

let azure: Peer;
let expired: Peer;
beforeAll(async () => {
  [azure, expired] = await Promise.all([startSimulatedAzureBlob(), startSimulatedAzureBlob({ clockIsRight: false })]);
});
afterAll(() => Promise.all([azure.stop(), expired.stop()]));

const endpoint = (changed: { readonly at?: Peer; readonly container?: string; readonly token?: string } = {}) => {
  const { at = azure, container = "answers", token = SAS } = changed;
  return { adapter: "put", profile: "azure-sas", url: `${at.url}/${container}`, box: "", token } satisfies PutEndpoint;
};
/** Azure says the same to a wrong signature and to one whose time is over. */
const KEY_NOT_NOW = { kind: "hold", reason: "keyNotNow" } as const;

describe("a simulated container of Azure", () => {
  testPeer({
    peer: () => azure,
    endpoint,
    says: [201, 409],
    copiesOfTwo: 1,
    refused: [
      {
        when: "container missing",
        endpoint: () => endpoint({ container: "elsewhere" }),
        says: 404,
        outcome: NOT_THERE,
      },
      { when: "wrong signature", endpoint: () => endpoint({ token: `${SAS}AA` }), says: 403, outcome: KEY_NOT_NOW },
      { when: "signature run out", endpoint: () => endpoint({ at: expired }), says: 403, outcome: KEY_NOT_NOW },
    ],
  });

  test("a client cannot look into it, nor write over what is there", async () => {
    const answer = await (await makeTherapist()).sealAnswer();
    expect(await send(createSender(), endpoint(), answer)).toEqual(DELIVERED);
    const url = `${azure.url}/answers/${answer.id}.age?${SAS}`;
    expect((await fetch(url)).status).toBe(403);
    const overwriting = { method: "PUT", body: "other", headers: { "x-ms-blob-type": "BlockBlob" } };
    expect((await fetch(url, overwriting)).status).toBe(403);
    expect((await azure.stored()).get(`${answer.id}.age`)).toEqual(Buffer.from(answer.bytes));
  });
});
