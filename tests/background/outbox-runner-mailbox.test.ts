import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createPutAdapter } from "../../src/adapters/endpoint/put.ts";
import type { InviteEndpoint } from "../../src/core/invite/endpoint.ts";
import { endpointIdOf } from "../../src/core/outbox/pairing.ts";
import { createMailbox, type Mailbox } from "../../src/mailbox/mailbox.ts";
import { addBox, addTokenFor, revokeToken } from "../../src/mailbox/provisioning.ts";
import { envelope, freshDisk } from "../adapters/storage/fresh-database.ts";
import { ageFile, id } from "../mailbox/running-mailbox.ts";
import { createWorld } from "./outbox-world.ts";

let folder: string;
let mailbox: Mailbox;
let endpoint: InviteEndpoint;
let tokenId: string;
let world: ReturnType<typeof createWorld>;

beforeEach(async () => {
  freshDisk();
  world = createWorld();
  folder = await mkdtemp(join(tmpdir(), "aftersession-outbox-"));
  await addBox(folder, "quiet-harbour");
  const made = await addTokenFor(folder, "client", "quiet-harbour");
  if (made.kind !== "made") throw new Error(made.kind);
  tokenId = made.tokenId;
  mailbox = createMailbox({ folder, rate: null, timings: { tokensFreshMs: 0 } });
  const { origin } = await mailbox.listen(0);
  endpoint = { adapter: "put", profile: "mailbox", url: origin, box: "quiet-harbour", token: made.token };
});
afterEach(async () => {
  await mailbox.close();
  await rm(folder, { recursive: true });
});

function startWorker() {
  const deliver = createPutAdapter({
    fetch: (url, init) => fetch(url, init),
    isPermitted: async () => true,
    mayCollect: async () => true,
    ensureOriginRule: async () => undefined,
    isOnline: () => true,
    allowLocalhost: true,
  });
  return world.startWorker(deliver, { endpointOf: async () => endpoint });
}
async function save(count: number): Promise<void> {
  const store = world.newStore();
  for (let seq = 1; seq <= count; seq += 1) {
    await store.enqueue(envelope({ id: id(seq), seq, endpointId: endpointIdOf(endpoint), bytes: ageFile(seq) }));
  }
}
async function states(): Promise<readonly string[]> {
  return (await world.newStore().list()).map(({ state }) => state);
}

test("what waits arrives at the mailbox, and a stopped mailbox loses nothing", async () => {
  await save(10);
  const { port } = mailbox;
  await mailbox.close();
  const { runner } = startWorker();
  await runner.run();
  expect(new Set(await states())).toEqual(new Set(["queued"]));

  mailbox = createMailbox({ folder, rate: null });
  await mailbox.listen(port!);
  await world.newStore().retryNow(world.clock.now, false);
  expect(await runner.run()).toBeNull();
  expect(new Set(await states())).toEqual(new Set(["delivered"]));
});

test("a mailbox that knows an envelope already says delivered again", async () => {
  await save(1);
  await startWorker().runner.run();
  freshDisk();
  world = createWorld();
  await save(1);
  await startWorker().runner.run();
  expect(await states()).toEqual(["delivered"]);
});

test("a key that was withdrawn holds the endpoint until the person tries again with a new one", async () => {
  await save(3);
  await revokeToken(folder, tokenId);
  const { runner } = startWorker();
  expect(await runner.run()).toBeNull();
  const store = world.newStore();
  expect((await store.holdOf(endpointIdOf(endpoint)))?.reason).toBe("gone");

  const renewed = await addTokenFor(folder, "client", "quiet-harbour");
  if (renewed.kind !== "made") throw new Error(renewed.kind);
  endpoint = { ...endpoint, token: renewed.token };
  await store.retryNow(world.clock.now, true);
  expect(await runner.run()).toBeNull();
  expect(await states()).toEqual(["delivered", "delivered", "delivered"]);
});
