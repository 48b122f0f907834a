import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createMailbox } from "../../src/mailbox/mailbox.ts";
import { ageFile, BOX, id, startMailbox, temporaryFolder } from "./running-mailbox.ts";

const countOf = (statuses: readonly number[], status: number) => statuses.filter((each) => each === status).length;

test("a hundred senders of one envelope at once make one item: one 201, the others 200", async () => {
  const running = await startMailbox();
  const replies = await Promise.all(Array.from({ length: 100 }, () => running.put(id(1), ageFile())));
  const statuses = replies.map(({ status }) => status);
  expect([countOf(statuses, 201), countOf(statuses, 200)]).toEqual([1, 99]);
  expect(await readdir(join(running.folder, BOX))).toEqual([`${id(1)}.age`]);
});

test("a hundred envelopes at once are a hundred items", async () => {
  const running = await startMailbox();
  const numbers = Array.from({ length: 100 }, (_, number) => number);
  const replies = await Promise.all(numbers.map((number) => running.put(id(number), ageFile(number))));
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
  for (const number of numbers) expect((await running.get(`/${id(number)}`)).body.equals(ageFile(number))).toBe(true);
});

test("different bytes under one id at once: one wins, the others hear 409, nothing is mixed", async () => {
  const running = await startMailbox();
  const seeds = Array.from({ length: 40 }, (_, seed) => seed);
  const replies = await Promise.all(seeds.map((seed) => running.put(id(1), ageFile(seed))));
  const statuses = replies.map(({ status }) => status);
  expect([countOf(statuses, 201), countOf(statuses, 409)]).toEqual([1, 39]);
  const winner = seeds[statuses.indexOf(201)]!;
  expect((await running.get(`/${id(1)}`)).body.equals(ageFile(winner))).toBe(true);
});

test("nothing half-written stays behind, whatever the reply was", async () => {
  const running = await startMailbox();
  await Promise.all([1, 1, 2, 3].map((seed) => running.put(id(1), ageFile(seed))));
  expect(await readdir(join(running.folder, "tmp"))).toEqual([]);
});

test("what a crash left in tmp is cleared at the start and was never an item", async () => {
  const folder = temporaryFolder();
  await mkdir(join(folder, "tmp"), { recursive: true });
  await writeFile(join(folder, "tmp", "half"), ageFile().subarray(0, 100));
  const running = await startMailbox({ folder });
  expect(await readdir(join(folder, "tmp"))).toEqual([]);
  expect(JSON.parse((await running.get("")).body.toString()).items).toEqual([]);
});

test("everything is there after a restart", async () => {
  const running = await startMailbox();
  await running.put(id(1), ageFile());
  await running.mailbox.close();
  const again = createMailbox({ folder: running.folder });
  const { port } = await again.listen();
  const path = `/m/${BOX}/${id(1)}`;
  const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
    headers: { authorization: `Bearer ${running.therapist.token}` },
  });
  expect(Buffer.from(await reply.arrayBuffer()).equals(ageFile())).toBe(true);
  await again.close();
});

test("an envelope deleted by the therapist may come again, as new", async () => {
  const running = await startMailbox();
  await running.put(id(1), ageFile());
  await running.send({ method: "DELETE", path: `/m/${BOX}/${id(1)}`, token: running.therapist.token });
  expect((await running.put(id(1), ageFile())).status).toBe(201);
});
