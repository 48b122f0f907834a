import { expect, test } from "vitest";
import { shareDirectorySync } from "../../src/mailbox/directory-sync.ts";

/** A disk whose syncs end when the test says so. */
function createDisk() {
  const syncs: { folder: string; done: () => void; fail: (error: Error) => void }[] = [];
  const sync = (folder: string) =>
    new Promise<void>((resolve, reject) => {
      syncs.push({ folder, done: resolve, fail: reject });
    });
  return { syncs, share: shareDirectorySync(sync) };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

test("requests that wait while a sync runs share the next one", async () => {
  const { syncs, share } = createDisk();
  const first = share("box");
  const later = [share("box"), share("box"), share("box")];
  expect(syncs).toHaveLength(1);
  syncs[0]!.done();
  await first;
  await settle();
  expect(syncs).toHaveLength(2);
  syncs[1]!.done();
  await Promise.all(later);
  expect(syncs).toHaveLength(2);
});

test("a sync that had begun does not answer for a later request", async () => {
  const { syncs, share } = createDisk();
  const answered: string[] = [];
  const first = share("box").then(() => answered.push("first"));
  const second = share("box").then(() => answered.push("second"));
  syncs[0]!.done();
  await first;
  await settle();
  expect(answered).toEqual(["first"]);
  syncs[1]!.done();
  await second;
  expect(answered).toEqual(["first", "second"]);
});

test("two folders do not wait for each other", async () => {
  const { syncs, share } = createDisk();
  void share("one");
  const two = share("two");
  expect(syncs.map(({ folder }) => folder)).toEqual(["one", "two"]);
  syncs[1]!.done();
  await two;
});

test("a folder that could not be synced once is not trusted again", async () => {
  const { syncs, share } = createDisk();
  const first = share("box");
  const waiting = share("box");
  syncs[0]!.fail(new Error("EIO"));
  await expect(first).rejects.toThrow("EIO");
  await expect(waiting).rejects.toThrow("EIO");
  await expect(share("box")).rejects.toThrow("EIO");
  expect(syncs).toHaveLength(1);
});
