import { createHash } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { armor } from "age-encryption";
import { describe, expect, test } from "vitest";
import { addBox, addTokenFor, revokeToken } from "../../src/mailbox/provisioning.ts";
import { LARGEST_ITEM_BYTES } from "../../src/mailbox/request-handler.ts";
import { ageFile, BOX, id, needToken, type Sent, startMailbox } from "./running-mailbox.ts";

type Running = Awaited<ReturnType<typeof startMailbox>>;
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const json = (body: Buffer): unknown => JSON.parse(body.toString());

function putting(running: Running, overrides: Sent = {}): Sent {
  return { method: "PUT", path: `/m/${BOX}/${id(1)}`, token: running.client.token, body: ageFile(), ...overrides };
}
function posting(running: Running, message: object = {}, overrides: Sent = {}): Sent {
  const envelope = {
    specversion: "1.0",
    id: id(1),
    type: "aftersession.envelope",
    data: armor.encode(ageFile()),
    ...message,
  };
  const headers = { "content-type": "application/json", "webhook-id": id(1) };
  return {
    method: "POST",
    path: `/m/${BOX}`,
    token: running.client.token,
    headers,
    body: JSON.stringify(envelope),
    ...overrides,
  };
}

describe("PUT", () => {
  test("a new envelope is 201, and the reply says what was stored", async () => {
    const running = await startMailbox();
    const reply = await running.send(putting(running));
    expect(reply.status).toBe(201);
    expect(reply.headers["content-type"]).toBe("application/json");
    expect(json(reply.body)).toEqual({ id: id(1), sha256: sha256(ageFile()) });
  });

  test("I17: the same bytes again are 200 with the same reply", async () => {
    const running = await startMailbox();
    const first = await running.send(putting(running));
    const again = await running.send(putting(running));
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);
  });

  test("I17: other bytes under the same id are 409, and the first stay", async () => {
    const running = await startMailbox();
    await running.send(putting(running));
    expect((await running.send(putting(running, { body: ageFile(2) }))).status).toBe(409);
    expect((await running.get(`/${id(1)}`)).body.equals(ageFile(1))).toBe(true);
  });

  test.each<readonly [number, string, (running: Running) => Sent]>([
    [400, "an id that is no UUID", () => ({ path: `/m/${BOX}/today` })],
    [401, "no token", () => ({ token: null })],
    [401, "a token nobody gave out", () => ({ token: `w.01234567.${"A".repeat(43)}` })],
    [401, "the therapist's token", ({ therapist }) => ({ token: therapist.token })],
    [404, "a box there is not", () => ({ path: `/m/elsewhere/${id(1)}` })],
    [411, "no length", () => ({ headers: { "transfer-encoding": "chunked" }, body: null })],
    [413, "more than 64 KB", () => ({ body: ageFile(1, LARGEST_ITEM_BYTES + 1) })],
    [413, "far more than 64 KB", () => ({ body: ageFile(1, 900_000) })],
    [415, "something that is not sealed", () => ({ body: JSON.stringify({ bond: 7 }) })],
    [415, "nothing", () => ({ body: "" })],
  ])("%i for %s, with an empty body", async (status, _, change) => {
    const running = await startMailbox();
    const reply = await running.send(putting(running, change(running)));
    expect([reply.status, reply.body.length]).toEqual([status, 0]);
    expect(json((await running.get("")).body)).toEqual({ items: [], next: null });
  });

  test("64 KB to the byte is taken", async () => {
    const running = await startMailbox();
    expect((await running.send(putting(running, { body: ageFile(1, LARGEST_ITEM_BYTES) }))).status).toBe(201);
  });

  test("404 for the box of another therapist, which says nothing about it", async () => {
    const running = await startMailbox();
    await addBox(running.folder, "other-harbour");
    expect((await running.send(putting(running, { path: `/m/other-harbour/${id(1)}` }))).status).toBe(404);
  });

  test("404 once the box was taken away", async () => {
    const running = await startMailbox();
    await rm(join(running.folder, BOX), { recursive: true });
    expect((await running.send(putting(running))).status).toBe(404);
  });

  test("410 for a revoked token, at once, while others go on", async () => {
    const running = await startMailbox();
    const other = needToken(await addTokenFor(running.folder, "client", BOX));
    expect((await running.send(putting(running))).status).toBe(201);
    await revokeToken(running.folder, running.client.tokenId);
    expect((await running.send(putting(running))).status).toBe(410);
    expect((await running.send(putting(running, { token: other.token }))).status).toBe(200);
  });

  test("429 says when to come back, and other tokens are not held up", async () => {
    const running = await startMailbox({ rate: { perMinute: 2 }, now: () => 0 });
    const other = needToken(await addTokenFor(running.folder, "client", BOX));
    await running.put(id(1), ageFile());
    await running.put(id(2), ageFile());
    const refused = await running.put(id(3), ageFile());
    expect([refused.status, refused.headers["retry-after"]]).toEqual([429, "30"]);
    expect((await running.put(id(3), ageFile(), other.token)).status).toBe(201);
  });

  test("507 when the box is full; a repeat and a deletion still pass", async () => {
    const running = await startMailbox({ quotaBytes: 2 * ageFile().length });
    expect((await running.put(id(1), ageFile())).status).toBe(201);
    expect((await running.put(id(2), ageFile())).status).toBe(201);
    expect((await running.put(id(3), ageFile())).status).toBe(507);
    expect((await running.put(id(1), ageFile())).status).toBe(200);
    await running.send({ method: "DELETE", path: `/m/${BOX}/${id(1)}`, token: running.therapist.token });
    expect((await running.put(id(3), ageFile())).status).toBe(201);
  });

  test("507 counts what lay in the box before the mailbox started, though something was deleted first", async () => {
    const quotaBytes = 2 * ageFile().length;
    const before = await startMailbox({ quotaBytes });
    for (const number of [1, 2, 3]) await writeFile(join(before.folder, BOX, `${id(number)}.age`), ageFile());
    await before.send({ method: "DELETE", path: `/m/${BOX}/${id(1)}`, token: before.therapist.token });
    expect((await before.put(id(4), ageFile())).status).toBe(507);
  });

  test("507 is lifted when files were taken out by hand", async () => {
    const running = await startMailbox({ quotaBytes: ageFile().length });
    await running.put(id(1), ageFile());
    expect((await running.put(id(2), ageFile())).status).toBe(507);
    await rm(join(running.folder, BOX, `${id(1)}.age`));
    expect((await running.put(id(2), ageFile())).status).toBe(201);
  });

  test("503 when the store fails; the log names the fault and nobody's address, id or token", async () => {
    const running = await startMailbox();
    await rm(join(running.folder, "tmp"), { recursive: true });
    const reply = await running.send(putting(running));
    expect([reply.status, reply.headers["retry-after"]]).toEqual([503, "30"]);
    expect(running.log).toEqual(["A request failed: ENOENT"]);
  });
});

describe("POST", () => {
  test("an envelope in a message is stored as the binary age file", async () => {
    const running = await startMailbox();
    const reply = await running.send(posting(running));
    expect([reply.status, json(reply.body)]).toEqual([201, { id: id(1), sha256: sha256(ageFile()) }]);
    expect((await running.get(`/${id(1)}`)).body.equals(ageFile())).toBe(true);
  });

  test("the same envelope by PUT and by POST is one", async () => {
    const running = await startMailbox();
    await running.put(id(1), ageFile());
    expect((await running.send(posting(running))).status).toBe(200);
  });

  test("a bare age file is taken under its webhook-id", async () => {
    const running = await startMailbox();
    const headers = { "content-type": "application/octet-stream", "webhook-id": id(1) };
    expect((await running.send(posting(running, {}, { headers, body: ageFile() }))).status).toBe(201);
  });

  test("the largest envelope passes in armor too", async () => {
    const running = await startMailbox();
    const data = armor.encode(ageFile(1, LARGEST_ITEM_BYTES));
    expect((await running.send(posting(running, { data }))).status).toBe(201);
    const larger = armor.encode(ageFile(1, LARGEST_ITEM_BYTES + 1));
    expect((await running.send(posting(running, { data: larger }))).status).toBe(413);
  });

  test.each<readonly [number, string, object, Sent]>([
    [400, "no webhook-id", {}, { headers: { "content-type": "application/json" } }],
    [
      400,
      "a webhook-id that is no UUID",
      {},
      { headers: { "content-type": "application/json", "webhook-id": "../1" } },
    ],
    [400, "another id in the message", { id: id(2) }, {}],
    [400, "no JSON", {}, { body: "{" }],
    [401, "no token", {}, { token: null }],
    [413, "far too much", { pad: "x".repeat(200_000) }, {}],
    [415, "plain answers", { data: { p: "{}", sig: "" } }, {}],
    [415, "a form", {}, { headers: { "content-type": "text/plain", "webhook-id": id(1) } }],
  ])("%i for %s", async (status, _, message, overrides) => {
    const running = await startMailbox();
    expect((await running.send(posting(running, message, overrides))).status).toBe(status);
  });
});

describe.each<readonly [string, (running: Running, body?: Uint8Array) => Sent]>([
  ["PUT", (running, body = ageFile()) => putting(running, { body })],
  ["POST", (running, body = ageFile()) => posting(running, { data: armor.encode(body) })],
])("%s alike:", (_, write) => {
  test("201, then 200 for the same, 409 for other bytes, 410 once revoked", async () => {
    const running = await startMailbox();
    const statuses = [];
    for (const sent of [write(running), write(running), write(running, ageFile(2))])
      statuses.push((await running.send(sent)).status);
    await revokeToken(running.folder, running.client.tokenId);
    statuses.push((await running.send(write(running))).status);
    expect(statuses).toEqual([201, 200, 409, 410]);
  });

  test("404 for a box that is not its own", async () => {
    const running = await startMailbox();
    const sent = write(running);
    await addBox(running.folder, "other-harbour");
    expect((await running.send({ ...sent, path: sent.path!.replace(BOX, "other-harbour") })).status).toBe(404);
  });

  test("411 without a length", async () => {
    const running = await startMailbox();
    const { headers, ...sent } = write(running);
    const chunked = { ...sent, headers: { ...headers, "transfer-encoding": "chunked" }, body: null };
    expect((await running.send(chunked)).status).toBe(411);
  });

  test("429 when it comes too often", async () => {
    const running = await startMailbox({ rate: { perMinute: 1 }, now: () => 0 });
    await running.send(write(running));
    const reply = await running.send(write(running));
    expect([reply.status, reply.headers["retry-after"], reply.body.length]).toEqual([429, "60", 0]);
  });

  test.each([
    ["box", { quotaBytes: 1_000 }],
    ["token", { tokenQuotaBytes: 1_000 }],
  ])("507 when the %s is full, and the reply says which", async (what, quota) => {
    const running = await startMailbox(quota);
    const reply = await running.send(write(running));
    expect([reply.status, reply.headers["mailbox-full"], reply.body.length]).toEqual([507, what, 0]);
    expect(json((await running.get("")).body)).toEqual({ items: [], next: null });
  });

  test("503 when the store fails", async () => {
    const running = await startMailbox();
    await rm(join(running.folder, "tmp"), { recursive: true });
    expect((await running.send(write(running))).status).toBe(503);
  });
});

describe("the therapist", () => {
  test("reads what was sent, byte for byte, never from a cache", async () => {
    const running = await startMailbox();
    await running.put(id(1), ageFile());
    const reply = await running.get(`/${id(1)}`);
    expect(reply.body.equals(ageFile())).toBe(true);
    expect(reply.headers).toMatchObject({ "cache-control": "no-store", "content-type": "application/octet-stream" });
  });

  test("deletes one item, once", async () => {
    const running = await startMailbox();
    await running.put(id(1), ageFile());
    const deletion = { method: "DELETE", path: `/m/${BOX}/${id(1)}`, token: running.therapist.token };
    expect((await running.send(deletion)).status).toBe(204);
    expect((await running.send(deletion)).status).toBe(404);
    expect((await running.get(`/${id(1)}`)).status).toBe(404);
  });
});

test.each([
  ["GET", ""],
  ["GET", `/${id(1)}`],
  ["DELETE", `/${id(1)}`],
])("a client's token cannot %s /m/box%s", async (method, path) => {
  const running = await startMailbox();
  await running.put(id(1), ageFile());
  const reply = await running.send({ method, path: `/m/${BOX}${path}`, token: running.client.token });
  expect([reply.status, reply.body.length]).toEqual([401, 0]);
});

test.each([
  [404, "GET", "/"],
  [404, "GET", "/favicon.ico"],
  [404, "PUT", "/m/../tokens.jsonl"],
  [404, "GET", "/tokens.jsonl"],
  [404, "GET", `/m/${BOX}/../../tokens.jsonl`],
  [400, "GET", `/m/${BOX}/..`],
  [400, "GET", `/m/${BOX}/%2e%2e%2ftokens.jsonl`],
  [404, "GET", `/m/${"a".repeat(9_000)}`],
  [405, "OPTIONS", `/m/${BOX}`],
  [405, "HEAD", `/m/${BOX}`],
  [405, "PUT", `/m/${BOX}`],
  [405, "DELETE", `/m/${BOX}`],
  [405, "POST", `/m/${BOX}/${id(1)}`],
  [405, "PROPFIND", `/m/${BOX}`],
])("%i, empty, for %s %s, whoever asks", async (status, method, path) => {
  const running = await startMailbox();
  for (const token of [null, running.client.token, running.therapist.token]) {
    const reply = await running.send({ method, path, token });
    expect([reply.status, reply.body.length]).toEqual([status, 0]);
  }
});
