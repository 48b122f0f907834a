import { describe, expect, test } from "vitest";
import { howToGet } from "../../scripts/debian-programs.ts";
import type { PutEndpoint } from "../../src/core/invite/endpoint.ts";
import { CLIENT, THERAPIST } from "./apache.ts";
import { NGINX, startNginx } from "./nginx.ts";
import { usePeer } from "./peer.ts";
import { DELIVERED, testPeer, WRONG_KEY } from "./peer-contract.ts";
import { createReader } from "./reading.ts";
import { makeTherapist, toBinary } from "./sealed-answer.ts";
import { createSender, send } from "./sending.ts";

describe.skipIf(NGINX === null)(NGINX === null ? howToGet("nginx") : "nginx with its dav module", () => {
  const nginx = usePeer(() => startNginx(NGINX!));

  const endpoint = (folder = "/drop", token = CLIENT.token): PutEndpoint => ({
    adapter: "put",
    profile: "webdav",
    url: nginx().url + folder,
    box: "",
    user: CLIENT.user,
    token,
  });
  const ask = async (method: string, path: string): Promise<number> => {
    const authorization = `Basic ${Buffer.from(`${CLIENT.user}:${CLIENT.token}`).toString("base64")}`;
    return (await fetch(nginx().url + path, { method, headers: { authorization } })).status;
  };

  testPeer({
    peer: nginx,
    endpoint,
    says: [201, 204],
    copiesOfTwo: 1,
    refused: [
      { when: "wrong password", endpoint: () => endpoint("/drop", "guessed"), says: 401, outcome: WRONG_KEY },
      {
        when: "folder missing, not to be made",
        endpoint: () => endpoint("/strict/none"),
        // nginx says 500 where others say 409 or 404.
        says: 500,
        outcome: { kind: "retry", reason: "endpointTrouble", retryAfterMs: null },
      },
    ],
  });

  test("a folder that is missing is made where it may be", async () => {
    const answer = await (await makeTherapist()).sealAnswer();
    expect(await send(createSender(), endpoint("/drop/new"), answer)).toEqual(DELIVERED);
    const kept = (await nginx().stored()).get(`drop/new/${answer.id}.age`);
    expect(toBinary(kept!).equals(answer.bytes)).toBe(true);
  });

  test("other bytes under a known id replace the first: If-None-Match is not looked at", async () => {
    const therapist = await makeTherapist();
    const [first, second] = [await therapist.sealAnswer(), await therapist.sealAnswer()];
    expect(await send(createSender(), endpoint(), first)).toEqual(DELIVERED);
    expect(await send(createSender(), endpoint(), { ...second, id: first.id })).toEqual(DELIVERED);
    expect((await nginx().stored()).get(`drop/${first.id}.age`)).toEqual(Buffer.from(second.bytes));
  });

  test("the therapist page lists and reads what lies there by nginx's own index", async () => {
    const answer = await (await makeTherapist()).sealAnswer();
    await send(createSender(), endpoint(), answer);
    const reading = {
      kind: "webdav",
      url: `${nginx().url}/read`,
      user: THERAPIST.user,
      password: THERAPIST.token,
    } as const;
    const listed = await createReader().list(reading);
    const found = listed.kind === "listed" ? listed.items.find(({ id }) => id === answer.id) : null;
    expect(found).toMatchObject({ size: answer.bytes.length });
    expect(await createReader().read(reading, answer.id)).toEqual({ kind: "read", bytes: answer.bytes });
    const client = { ...reading, user: CLIENT.user, password: CLIENT.token };
    expect(await createReader().list(client)).toEqual({ kind: "failed", reason: "wrongToken" });
  });

  test.each(["GET", "HEAD", "OPTIONS", "PROPFIND", "DELETE", "MKCOL", "MOVE"])("a client cannot %s", async (method) => {
    const answer = await (await makeTherapist()).sealAnswer();
    await send(createSender(), endpoint(), answer);
    expect(await ask(method, `/drop/${answer.id}.age`)).toBe(403);
  });
});
