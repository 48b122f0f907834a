import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { expect, test } from "vitest";
import { ageFile, BOX, id, startMailbox } from "./running-mailbox.ts";

const SHORT = { headersMs: 80, requestMs: 160 };

/** Writes raw bytes and gives back everything the mailbox said until it closed. */
async function converse(port: number, ...parts: readonly (string | Uint8Array)[]): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  const said: Buffer[] = [];
  socket.on("data", (chunk) => said.push(chunk));
  // A reset after the reply is a way of closing, too.
  socket.on("error", () => {});
  await once(socket, "connect");
  for (const part of parts) socket.write(part);
  await closed(socket);
  return Buffer.concat(said).toString();
}
const closed = (socket: Socket) =>
  socket.closed ? Promise.resolve() : new Promise((resolve) => socket.once("close", resolve));

function head(token: string, length: number): string {
  return `PUT /m/${BOX}/${id(1)} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Length: ${length}\r\n\r\n`;
}

test("headers that never end are cut off", async () => {
  const { port } = await startMailbox({ timings: SHORT });
  expect(await converse(port, "PUT /m/quiet-harbour HTTP/1.1\r\nHost: x\r\n")).toMatch(/^HTTP\/1.1 408 /);
});

test("a body that never ends is cut off, and nothing is stored", async () => {
  const running = await startMailbox({ timings: SHORT });
  const said = await converse(running.port, head(running.client.token, 2_248), ageFile().subarray(0, 1_000));
  expect(said).not.toContain("HTTP/1.1 2");
  expect((await running.get(`/${id(1)}`)).status).toBe(404);
});

test("a sender that goes away in the middle leaves nothing and breaks nothing", async () => {
  const running = await startMailbox();
  const socket = connect(running.port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(head(running.client.token, 2_248));
  socket.write(ageFile().subarray(0, 1_000));
  socket.destroy();
  await closed(socket);
  expect((await running.put(id(2), ageFile())).status).toBe(201);
  expect((await running.get(`/${id(1)}`)).status).toBe(404);
  expect(running.log).toEqual([]);
});

test.each([
  ["no HTTP at all", "\u0000\u0001\u0002 what is this\r\n\r\n", /^HTTP\/1.1 400 /],
  [
    "a length that is no number",
    `PUT /m/${BOX}/${id(1)} HTTP/1.1\r\nHost: x\r\nContent-Length: ten\r\n\r\n`,
    /^HTTP\/1.1 400 /,
  ],
  [
    "two lengths",
    `PUT /m/${BOX}/${id(1)} HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n`,
    /^HTTP\/1.1 400 /,
  ],
  ["a header of 40 KB", `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${"a".repeat(40_000)}\r\n\r\n`, /^HTTP\/1.1 431 /],
])("%s is refused by the parser", async (_, bytes, reply) => {
  const { port } = await startMailbox();
  expect(await converse(port, bytes)).toMatch(reply);
});

test("a stop lets the request under way finish and refuses new ones", async () => {
  const running = await startMailbox();
  const socket = connect(running.port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(head(running.client.token, 2_248));
  // One round trip, so that the request has begun before the stop.
  await running.get("");
  const stopped = running.mailbox.close();
  await expect(running.get("")).rejects.toThrow("ECONNREFUSED");
  const said: Buffer[] = [];
  socket.on("data", (chunk) => said.push(chunk));
  socket.write(ageFile());
  await closed(socket);
  await stopped;
  expect(Buffer.concat(said).toString()).toMatch(/^HTTP\/1.1 201 [^]*Connection: close/i);
});

test("a stop does not wait for ever for somebody who never finishes", async () => {
  const running = await startMailbox({ timings: { stopMs: 30 } });
  const socket = connect(running.port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(head(running.client.token, 2_248));
  await running.get("");
  await running.mailbox.close();
  await closed(socket);
});
