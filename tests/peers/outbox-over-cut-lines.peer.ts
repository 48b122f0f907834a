import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { howToGet } from "../../scripts/debian-programs.ts";
import type { InviteEndpoint } from "../../src/core/invite/endpoint.ts";
import { endpointIdOf } from "../../src/core/outbox/pairing.ts";
import { envelope, freshDisk } from "../adapters/storage/fresh-database.ts";
import { createWorld } from "../background/outbox-world.ts";
import { APACHE, CLIENT, startApache } from "./apache.ts";
import { type CuttingLine, startCuttingLine } from "./cutting-line.ts";
import { DATABASE, MEMBER, startExpressPouchdb } from "./express-pouchdb.ts";
import { startNodeRed, WEBHOOK_SECRET } from "./node-red.ts";
import { type Peer, usePeer } from "./peer.ts";
import { makeTherapist, type SealedAnswer, toBinary } from "./sealed-answer.ts";
import { createSender } from "./sending.ts";

const COUNT = 20;

let world: ReturnType<typeof createWorld>;
let line: CuttingLine | null = null;
beforeEach(() => {
  freshDisk();
  world = createWorld();
});
afterEach(async () => {
  await line?.stop();
  line = null;
});

async function save(answers: readonly SealedAnswer[], endpointId: string): Promise<void> {
  const store = world.newStore();
  for (const [index, { id, bytes }] of answers.entries()) {
    const saved = await store.enqueue(envelope({ id, seq: index + 1, endpointId, bytes }));
    expect(saved.kind).toBe("saved");
  }
}

/** Runs whenever something is due, until nothing waits any more. */
async function drain(endpoint: InviteEndpoint): Promise<void> {
  const { runner } = world.startWorker(createSender(), { endpointOf: async () => endpoint });
  for (let wakeAt = await runner.run(); wakeAt !== null; wakeAt = await runner.run())
    world.clock.now = Math.max(world.clock.now + 1, wakeAt);
}

/** Sends all over a line that loses two of three replies, and gives back what lies at the peer then. */
async function sendAll(peer: Peer, endpointAt: (url: string) => InviteEndpoint) {
  const therapist = await makeTherapist();
  const seqs = Array.from({ length: COUNT }, (_, index) => index + 1);
  const answers = await Promise.all(seqs.map((seq) => therapist.sealAnswer(seq)));
  line = await startCuttingLine(peer.url, (reply) => reply % 3 !== 2);
  const endpoint = endpointAt(line.url);
  await save(answers, endpointIdOf(endpoint));
  await drain(endpoint);

  const states = (await world.newStore().list()).map(({ state }) => state);
  expect(states).toEqual(answers.map(() => "delivered"));
  expect(world.troubles).toEqual([]);
  const stored = await peer.stored();
  const { code, shown } = await therapist.openAll(stored);
  expect(code).toBe(0);
  expect(shown).toEqual(answers.map(({ id }) => ({ id, verified: true })));
  return { answers, stored, answered: line.answered };
}

const times = (answered: readonly number[], status: number): number =>
  answered.filter((given) => given === status).length;

describe.skipIf(APACHE === null)(APACHE === null ? howToGet("apache2") : "the outbox and Apache", () => {
  const apache = usePeer(() => startApache(APACHE!));

  test(`${COUNT} answers over a line that loses most replies: each lies in the folder once`, async () => {
    const { answers, stored, answered } = await sendAll(apache(), (url) => ({
      adapter: "put",
      profile: "webdav",
      url: `${url}/drop`,
      box: "",
      ...CLIENT,
    }));
    expect(stored.size).toBe(COUNT);
    for (const { id, bytes } of answers) expect(stored.get(`${id}.age`)).toEqual(Buffer.from(bytes));
    // Each was new once; every other time Apache said that it is there.
    expect(times(answered, 201)).toBe(COUNT);
    expect(times(answered, 412)).toBe(answered.length - COUNT);
    expect(answered.length).toBeGreaterThan(COUNT);
  });
});

describe("the outbox and express-pouchdb", () => {
  const couch = usePeer(startExpressPouchdb);

  test(`${COUNT} answers over a line that loses most replies: each lies in the database once`, async () => {
    const { answers, stored, answered } = await sendAll(couch(), (url) => ({
      adapter: "put",
      profile: "couchdb",
      url: `${url}/${DATABASE}`,
      box: "",
      ...MEMBER,
    }));
    expect(stored.size).toBe(COUNT);
    for (const { id, bytes } of answers) expect(toBinary(stored.get(id)!)).toEqual(Buffer.from(bytes));
    expect(times(answered, 201)).toBe(COUNT);
    expect(times(answered, 409)).toBe(answered.length - COUNT);
    expect(answered.length).toBeGreaterThan(COUNT);
  });
});

describe("the outbox and a flow of Node-RED that writes whatever comes", () => {
  const nodeRed = usePeer(startNodeRed);

  test(`${COUNT} answers over a line that loses most replies lie there more than once, and the therapist sees each once`, async () => {
    const { stored, answered } = await sendAll(nodeRed(), (url) => ({
      adapter: "post",
      profile: "generic",
      url: `${url}/every`,
      box: "",
      token: "",
      secret: WEBHOOK_SECRET,
    }));
    expect(times(answered, 201)).toBe(answered.length);
    expect(stored.size).toBe(answered.length);
    expect(stored.size).toBeGreaterThan(COUNT);
  });
});
