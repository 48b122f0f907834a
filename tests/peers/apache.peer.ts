import { describe, expect, test } from "vitest";
import { howToGet } from "../../scripts/debian-programs.ts";
import type { PutEndpoint } from "../../src/core/invite/endpoint.ts";
import { APACHE, CLIENT, startApache, THERAPIST } from "./apache.ts";
import { usePeer } from "./peer.ts";
import { NOT_THERE, testPeer, WRONG_KEY } from "./peer-contract.ts";
import { createReader } from "./reading.ts";
import { makeTherapist } from "./sealed-answer.ts";
import { createSender, send } from "./sending.ts";

describe.skipIf(APACHE === null)(APACHE === null ? howToGet("apache2") : "Apache with mod_dav", () => {
  const apache = usePeer(() => startApache(APACHE!));

  const endpoint = (folder = "/drop", token = CLIENT.token): PutEndpoint => ({
    adapter: "put",
    profile: "webdav",
    url: apache().url + folder,
    box: "",
    user: CLIENT.user,
    token,
  });
  const ask = async (method: string, path: string, { user, token } = CLIENT): Promise<number> => {
    const authorization = `Basic ${Buffer.from(`${user}:${token}`).toString("base64")}`;
    return (
      await fetch(apache().url + path, {
        method,
        headers: { authorization, ...(method === "PROPFIND" && { depth: "1" }) },
      })
    ).status;
  };

  testPeer({
    peer: apache,
    endpoint,
    says: [201, 412],
    copiesOfTwo: 1,
    refused: [
      { when: "wrong password", endpoint: () => endpoint("/drop", "guessed"), says: 401, outcome: WRONG_KEY },
      { when: "folder missing", endpoint: () => endpoint("/drop/none"), says: 409, outcome: NOT_THERE },
    ],
  });

  test.each(["GET", "HEAD", "OPTIONS", "PROPFIND", "DELETE", "MKCOL", "MOVE"])("a client cannot %s", async (method) => {
    await fetch(`${apache().url}/drop/known.age`, {
      method: "PUT",
      body: "sealed",
      headers: { authorization: `Basic ${btoa(`${CLIENT.user}:${CLIENT.token}`)}` },
    });
    // 401 and not 403: somebody else, the therapist, could.
    expect(await ask(method, "/drop/known.age")).toBe(401);
    expect(await ask(method, "/drop/")).toBe(401);
  });

  test("the therapist lists, reads and deletes there", async () => {
    const answer = await (await makeTherapist()).sealAnswer();
    await send(createSender(), endpoint(), answer);
    const path = `/drop/${answer.id}.age`;
    expect(await ask("PROPFIND", "/drop/", THERAPIST)).toBe(207);
    expect(await ask("GET", path, THERAPIST)).toBe(200);
    expect(await ask("DELETE", path, THERAPIST)).toBe(204);
  });

  test("the therapist page lists and reads what lies there; a client's name and password do not", async () => {
    const answer = await (await makeTherapist()).sealAnswer();
    await send(createSender(), endpoint(), answer);
    const reading = {
      kind: "webdav",
      url: `${apache().url}/drop`,
      user: THERAPIST.user,
      password: THERAPIST.token,
    } as const;
    const listed = await createReader().list(reading);
    const found = listed.kind === "listed" ? listed.items.find(({ id }) => id === answer.id) : null;
    expect(found).toMatchObject({ size: answer.bytes.length });
    expect(found!.arrivedAt).toBeGreaterThan(0);
    expect(await createReader().read(reading, answer.id)).toEqual({ kind: "read", bytes: answer.bytes });
    const client = { ...reading, user: CLIENT.user, password: CLIENT.token };
    expect(await createReader().list(client)).toEqual({ kind: "failed", reason: "wrongToken" });
  });

  test("a Require beside LimitExcept lets a client read: either of them is enough", async () => {
    expect(await ask("GET", "/readable/old.age")).toBe(200);
    expect(await ask("PROPFIND", "/readable/")).toBe(207);
  });
});
