import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { addTokenFor, listStore } from "../../src/mailbox/provisioning.ts";
import { parseTokenUse } from "../../src/mailbox/token-use.ts";
import { ageFile, BOX, id, needToken, startMailbox } from "./running-mailbox.ts";

const SIZE = ageFile().length;

test("one client cannot fill the box: at the end of its own allowance others still write", async () => {
  const running = await startMailbox({ tokenQuotaBytes: 2 * SIZE });
  const other = needToken(await addTokenFor(running.folder, "client", BOX));
  const statuses = [];
  for (const number of [1, 2, 3, 1]) statuses.push((await running.put(id(number), ageFile())).status);
  expect(statuses).toEqual([201, 201, 507, 200]);
  expect((await running.put(id(3), ageFile(), other.token)).status).toBe(201);
});

test("only what was kept counts: no repeats, no conflicts, nothing refused", async () => {
  const running = await startMailbox({ tokenQuotaBytes: 2 * SIZE });
  await running.put(id(1), ageFile());
  await running.put(id(1), ageFile());
  await running.put(id(1), ageFile(2));
  await running.put(id(2), ageFile(1, 60_000));
  expect((await running.put(id(2), ageFile())).status).toBe(201);
});

test("what the therapist deletes is not given back to the client", async () => {
  const running = await startMailbox({ tokenQuotaBytes: SIZE });
  await running.put(id(1), ageFile());
  await running.send({ method: "DELETE", path: `/m/${BOX}/${id(1)}`, token: running.therapist.token });
  expect((await running.put(id(2), ageFile())).status).toBe(507);
});

test("many at once do not slip past the allowance together", async () => {
  const running = await startMailbox({ tokenQuotaBytes: 5 * SIZE });
  const replies = await Promise.all(
    Array.from({ length: 40 }, (_, number) => running.put(id(number), ageFile(number))),
  );
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(5);
});

test("the count outlives a stop, and the list tells it", async () => {
  const running = await startMailbox({ tokenQuotaBytes: SIZE });
  await running.put(id(1), ageFile());
  await running.mailbox.close();
  const [box] = await listStore(running.folder);
  expect(box?.tokens.find(({ id: tokenId }) => tokenId === running.client.tokenId)?.usedBytes).toBe(SIZE);
  await running.mailbox.listen();
  const path = `http://127.0.0.1:${running.mailbox.port}/m/${BOX}/${id(2)}`;
  const headers = { authorization: `Bearer ${running.client.token}` };
  expect((await fetch(path, { method: "PUT", headers, body: new Uint8Array(ageFile()) })).status).toBe(507);
});

test("a damaged count keeps nobody from writing", async () => {
  const running = await startMailbox();
  await running.mailbox.close();
  await writeFile(join(running.folder, "use.json"), '{"01234567":');
  await running.mailbox.listen();
  expect((await fetch(`http://127.0.0.1:${running.mailbox.port}/`)).status).toBe(404);
});

test.each(["", "[]", "null", "7", '{"a":-1}', '{"a":"much"}', '{"a":1.5}'])("%j counts as nothing used", (text) =>
  expect(parseTokenUse(text).size).toBe(0),
);

test("without a limit it is counted all the same", async () => {
  const running = await startMailbox({ tokenQuotaBytes: null });
  await running.put(id(1), ageFile());
  await running.mailbox.close();
  expect(JSON.parse(await readFile(join(running.folder, "use.json"), "utf8"))).toEqual({
    [running.client.tokenId]: SIZE,
  });
});
