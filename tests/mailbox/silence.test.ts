import { once } from "node:events";
import { rename } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { addBox, addTokenFor } from "../../src/mailbox/provisioning.ts";
import { listenTo, spawnMailbox } from "./mailbox-process.ts";
import { ageFile, BOX, id, needToken, send, temporaryFolder } from "./running-mailbox.ts";

/** A serving process with one box, and everything it says after its first line. */
async function serve(folder: string) {
  const therapist = needToken(await addBox(folder, BOX));
  const client = needToken(await addTokenFor(folder, "client", BOX));
  const child = spawnMailbox(["--folder", folder, "--port", "0"]);
  const listener = listenTo(child);
  const first = await listener.until(/Ctrl\+C stops it\.\n/);
  const port = Number(/127\.0\.0\.1:(\d+)/.exec(first)?.[1]);
  const ended = once(child, "close");
  async function stop(): Promise<{ readonly code: number; readonly said: string; readonly complained: string }> {
    child.kill("SIGTERM");
    const [code] = await ended;
    return { code, said: listener.all().slice(first.length), complained: listener.errors() };
  }
  return { therapist, client, port, child, stop };
}

test("whatever is asked of it, its output tells neither who asked, with what, nor what for", async () => {
  const folder = temporaryFolder();
  const { client, therapist, port, stop } = await serve(folder);
  const path = `/m/${BOX}/${id(1)}`;
  const token = client.token;
  const statuses = [];
  for (const sent of [
    { method: "PUT", path, token, body: ageFile() },
    { method: "PUT", path, token, body: ageFile(2) },
    { method: "PUT", path, token: `${token.slice(0, -3)}AAA`, body: ageFile() },
    { method: "PUT", path, token, body: "a secret in plain words" },
    { path, token: therapist.token },
    { path: "/m/elsewhere?since=secret", token },
  ])
    statuses.push((await send(port, sent)).status);
  expect(statuses).toEqual([201, 409, 401, 415, 200, 400]);

  await rename(join(folder, "tmp"), join(folder, "moved"));
  expect((await send(port, { method: "PUT", path: `/m/${BOX}/${id(2)}`, token, body: ageFile() })).status).toBe(503);
  expect(await stop()).toEqual({ code: 0, said: "Mailbox stopped.\n", complained: "A request failed: ENOENT\n" });
});

test("SIGTERM: what is being read is finished and kept, nothing new is taken, and it ends with 0", async () => {
  const folder = temporaryFolder();
  const { client, therapist, port, child, stop } = await serve(folder);
  const socket = connect(port, "127.0.0.1");
  const said: Buffer[] = [];
  socket.on("data", (chunk) => said.push(chunk));
  await once(socket, "connect");
  const body = ageFile();
  const head = `PUT /m/${BOX}/${id(1)} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${client.token}\r\n`;
  socket.write(`${head}Content-Length: ${body.length}\r\n\r\n`);
  socket.write(body.subarray(0, 1_000));
  // One round trip, so that the request has begun before the signal.
  await send(port, { path: `/m/${BOX}`, token: therapist.token });

  const ended = stop();
  await untilRefused(port);
  expect(child.exitCode).toBeNull();
  socket.write(body.subarray(1_000));
  await once(socket, "close");
  expect(Buffer.concat(said).toString()).toMatch(/^HTTP\/1.1 201 [^]*Connection: close/i);
  expect((await ended).code).toBe(0);
});

/** A signal arrives when it arrives; from then on nobody is let in. */
async function untilRefused(port: number): Promise<void> {
  for (;;) {
    const refused = await send(port, { path: "/" }).then(
      () => false,
      () => true,
    );
    if (refused) return;
  }
}
