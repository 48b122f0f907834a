import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { howToGet } from "../../scripts/debian-programs.ts";
import type { PutEndpoint } from "../../src/core/invite/endpoint.ts";
import { endpointIdOf } from "../../src/core/outbox/pairing.ts";
import { envelope, freshDisk } from "../adapters/storage/fresh-database.ts";
import { createWorld } from "../background/outbox-world.ts";
import { APACHE, CLIENT, startApache } from "./apache.ts";
import { type CuttingLine, startCuttingLine } from "./cutting-line.ts";
import type { Peer } from "./peer.ts";
import { makeTherapist, type SealedAnswer } from "./sealed-answer.ts";
import { createSender } from "./sending.ts";

const COUNT = 20;

describe.skipIf(APACHE === null)(APACHE === null ? howToGet("apache2") : "the outbox and Apache", () => {
  let apache: Peer;
  let line: CuttingLine;
  let world: ReturnType<typeof createWorld>;
  beforeEach(async () => {
    freshDisk();
    world = createWorld();
    apache = await startApache(APACHE!);
    // Two of three replies get lost.
    line = await startCuttingLine(apache.url, (reply) => reply % 3 !== 2);
  });
  afterEach(async () => {
    await line.stop();
    await apache.stop();
  });

  async function save(answers: readonly SealedAnswer[], endpointId: string): Promise<void> {
    const store = world.newStore();
    for (const [index, { id, bytes }] of answers.entries()) {
      const saved = await store.enqueue(envelope({ id, seq: index + 1, endpointId, bytes }));
      expect(saved.kind).toBe("saved");
    }
  }
  /** Runs whenever something is due, until nothing waits any more. */
  async function drain(endpoint: PutEndpoint): Promise<void> {
    const { runner } = world.startWorker(createSender(), { endpointOf: async () => endpoint });
    for (let wakeAt = await runner.run(); wakeAt !== null; wakeAt = await runner.run())
      world.clock.now = Math.max(world.clock.now + 1, wakeAt);
  }

  test(`${COUNT} answers over a line that loses most replies: each lies in the folder once, as it was sealed`, async () => {
    const therapist = await makeTherapist();
    const answers = await Promise.all(Array.from({ length: COUNT }, () => therapist.sealAnswer()));
    const url = `${line.url}/drop`;
    const endpoint: PutEndpoint = { adapter: "put", profile: "webdav", url, box: "", ...CLIENT };
    await save(answers, endpointIdOf(endpoint));
    await drain(endpoint);

    const states = (await world.newStore().list()).map(({ state }) => state);
    expect(states).toEqual(answers.map(() => "delivered"));
    const stored = await apache.stored();
    expect([...stored.keys()].toSorted()).toEqual(answers.map(({ id }) => `${id}.age`).toSorted());
    for (const { id, bytes } of answers) expect(stored.get(`${id}.age`)).toEqual(Buffer.from(bytes));
    // Each was new once; every other time Apache said that it is there.
    expect(line.answered.filter((status) => status === 201)).toHaveLength(COUNT);
    expect(line.answered.filter((status) => status === 412).length).toBeGreaterThan(0);
    expect(line.answered.filter((status) => status !== 201 && status !== 412)).toEqual([]);
    expect(world.troubles).toEqual([]);
  });
});
