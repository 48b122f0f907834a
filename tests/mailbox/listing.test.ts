import { utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { OVERLAP_MS, selectItems } from "../../src/mailbox/box-index.ts";
import { ageFile, BOX, id, startMailbox } from "./running-mailbox.ts";

const HOUR_MS = 3_600_000;
const items = [3, 1, 2].map((number) => ({ id: id(number), size: 10, arrivedAt: number * HOUR_MS }));
const EVERYTHING = { from: null, after: null, limit: null };
const idsOf = (selected: ReturnType<typeof selectItems>) => selected.items.map((item) => item.id);

test("a listing is oldest first and whole unless asked otherwise", () =>
  expect(selectItems(items, EVERYTHING)).toEqual({ items: [items[1], items[2], items[0]], next: null }));

test("a listing since an instant begins five minutes before it", () => {
  const since = (from: number) => idsOf(selectItems(items, { ...EVERYTHING, from }));
  expect(since(2 * HOUR_MS + OVERLAP_MS)).toEqual([id(2), id(3)]);
  expect(since(2 * HOUR_MS + OVERLAP_MS + 1)).toEqual([id(3)]);
});

test("pages meet without a gap, even among items of one instant", () => {
  const crowd = Array.from({ length: 7 }, (_, number) => ({ id: id(number), size: 1, arrivedAt: HOUR_MS }));
  const seen: string[] = [];
  let page = selectItems(crowd, { ...EVERYTHING, limit: 3 });
  seen.push(...idsOf(page));
  while (page.next !== null) {
    page = selectItems(crowd, { from: null, after: page.next, limit: 3 });
    seen.push(...idsOf(page));
  }
  expect(seen).toEqual(crowd.map((item) => item.id));
});

test("the last page says so, full or not", () => {
  expect(selectItems(items, { ...EVERYTHING, limit: 3 }).next).toBeNull();
  expect(selectItems(items, { ...EVERYTHING, limit: 4 }).next).toBeNull();
  expect(selectItems([], { ...EVERYTHING, limit: 4 })).toEqual({ items: [], next: null });
});

test("over HTTP, `next` of a page is `since` of the following one", async () => {
  const running = await startMailbox();
  for (const number of [1, 2, 3, 4, 5]) await running.put(id(number), ageFile(number));
  const seen: string[] = [];
  let path = "?limit=2";
  for (let pages = 0; pages < 3; pages += 1) {
    const { items: page, next } = JSON.parse((await running.get(path)).body.toString());
    seen.push(...page.map((item: { id: string }) => item.id));
    path = `?limit=2&since=${next}`;
    if (pages === 2) expect(next).toBeNull();
  }
  expect(seen.toSorted()).toEqual([1, 2, 3, 4, 5].map(id));
});

test("files brought back from a backup are listed; what is no item is not", async () => {
  const running = await startMailbox();
  await running.put(id(1), ageFile());
  await running.get("");
  const restored = join(running.folder, BOX, `${id(2)}.age`);
  await writeFile(restored, ageFile(2));
  await utimes(restored, 1_000, 1_000);
  await writeFile(join(running.folder, BOX, "notes.txt"), "not ours");
  const { items: listed } = JSON.parse((await running.get("")).body.toString());
  expect(listed).toEqual([
    { id: id(2), size: 2_248, arrivedAt: 1_000_000 },
    { id: id(1), size: 2_248, arrivedAt: expect.any(Number) },
  ]);
});

test("a box with a bad query is 400", async () => {
  const running = await startMailbox();
  expect((await running.get("?since=yesterday")).status).toBe(400);
});
