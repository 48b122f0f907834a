import { expect, test } from "vitest";
import { createGroupCommit } from "../../../src/adapters/storage/group-commit.ts";

/** A disk whose every commit waits until it is let through. */
function slowDisk() {
  const groups: (readonly number[])[] = [];
  const waiting: { resolve(): void; reject(cause: unknown): void }[] = [];
  const add = createGroupCommit<number>((items) => {
    groups.push(items);
    return new Promise<void>((resolve, reject) => waiting.push({ resolve, reject }));
  });
  return { groups, add, next: () => waiting.shift()! };
}

test("what comes during one commit shares the next", async () => {
  const { groups, add, next } = slowDisk();
  const first = add(1);
  const later = Promise.all([add(2), add(3), add(4)]);
  next().resolve();
  await first;
  next().resolve();
  await later;
  expect(groups).toEqual([[1], [2, 3, 4]]);
});

test("nobody is told before the own commit is through", async () => {
  const { add, next } = slowDisk();
  const told: number[] = [];
  const all = [1, 2].map((item) => add(item).then(() => told.push(item)));
  next().resolve();
  await all[0];
  expect(told).toEqual([1]);
  next().resolve();
  await all[1];
  expect(told).toEqual([1, 2]);
});

test("a failed commit fails its own items and no others", async () => {
  const { add, next } = slowDisk();
  const first = add(1);
  const second = add(2);
  next().reject(new Error("disk"));
  await expect(first).rejects.toThrow("disk");
  next().resolve();
  await second;
});

test("a group is never larger than fifty", async () => {
  const sizes: number[] = [];
  const add = createGroupCommit<number>(async (items) => void sizes.push(items.length));
  await Promise.all(Array.from({ length: 121 }, (_, item) => add(item)));
  expect(sizes).toEqual([1, 50, 50, 20]);
});
