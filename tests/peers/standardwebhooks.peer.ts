import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PostEndpoint } from "../../src/core/invite/endpoint.ts";
import { type Received, startHttpPeer } from "./http-peer.ts";
import { DELIVERED } from "./peer-contract.ts";
import { loadPeer } from "./peer-package.ts";
import { makeTherapist } from "./sealed-answer.ts";
import { createSender, send } from "./sending.ts";

interface Verifier {
  verify(body: string, headers: Received["headers"]): unknown;
}
const { Webhook } = loadPeer("standardwebhooks") as { readonly Webhook: new (secret: string) => Verifier };

const SECRET = `whsec_${Buffer.alloc(32, "key").toString("base64")}`;
const requests: Received[] = [];
let witness: Awaited<ReturnType<typeof startHttpPeer>>;
beforeAll(async () => {
  witness = await startHttpPeer((received) => {
    requests.push(received);
    return { status: 201 };
  });
});
afterAll(() => witness.stop());

/** One message as it came over the wire, from a computer whose clock is this far off. */
async function receive(clockOffMs = 0): Promise<Received & { readonly id: string }> {
  const answer = await (await makeTherapist()).sealAnswer();
  const endpoint: PostEndpoint = {
    adapter: "post",
    profile: "generic",
    url: `${witness.url}/hook`,
    box: "",
    token: "",
    secret: SECRET,
  };
  const deliver = createSender({ now: () => Date.now() + clockOffMs });
  expect(await send(deliver, endpoint, answer)).toEqual(DELIVERED);
  return { ...requests.at(-1)!, id: answer.id };
}
const check = ({ body, headers }: Received, secret = SECRET): unknown =>
  new Webhook(secret).verify(String(body), headers);

describe("the verifier of Standard Webhooks", () => {
  test("believes our signature and finds our message", async () => {
    const received = await receive();
    expect(check(received)).toMatchObject({ specversion: "1.0", id: received.id, type: "aftersession.envelope" });
    expect(received.headers["webhook-id"]).toBe(received.id);
  });

  test("refuses an altered body", async () => {
    const received = await receive();
    const body = Buffer.from(String(received.body).replace("AGE", "EGA"));
    expect(body.equals(received.body)).toBe(false);
    expect(() => check({ ...received, body })).toThrow("No matching signature found");
  });

  test("refuses another id under the same signature", async () => {
    const received = await receive();
    const headers = { ...received.headers, "webhook-id": crypto.randomUUID() };
    expect(() => check({ ...received, headers })).toThrow("No matching signature found");
  });

  test("refuses another secret", async () => {
    const other = `whsec_${Buffer.alloc(32, "other").toString("base64")}`;
    const received = await receive();
    expect(() => check(received, other)).toThrow("No matching signature found");
  });

  test("believes a clock that is four minutes off, either way", async () => {
    for (const minutes of [-4, 4]) expect(check(await receive(minutes * 60_000))).toMatchObject({ specversion: "1.0" });
  });

  test("refuses a clock that is six minutes off, either way", async () => {
    const [slow, fast] = [await receive(-6 * 60_000), await receive(6 * 60_000)];
    expect(() => check(slow)).toThrow("Message timestamp too old");
    expect(() => check(fast)).toThrow("Message timestamp too new");
  });
});
