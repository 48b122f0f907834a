import { createDelivery } from "../../src/adapters/endpoint/delivery.ts";
import type { EndpointDeps } from "../../src/adapters/endpoint/sending.ts";
import { sha256Text } from "../../src/adapters/sealing/bytes.ts";
import { type ClientKey, keyMac, makeClientKey } from "../../src/adapters/sealing/client-key.ts";
import { createSealing } from "../../src/adapters/sealing/sealing.ts";
import { openDatabase } from "../../src/adapters/storage/database.ts";
import { createOutboxStore } from "../../src/adapters/storage/outbox-store.ts";
import { createAnswerKeeping } from "../../src/background/answer-keeping.ts";
import { createOutboxRunner, type OutboxRunnerDeps } from "../../src/background/outbox-runner.ts";
import type { Invite } from "../../src/core/invite/invite.ts";
import type { OutboxStore } from "../../src/core/outbox/outbox-store.ts";
import { endpointIdOf, type Pairing } from "../../src/core/outbox/pairing.ts";
import { createLock } from "../background/outbox-world.ts";
import { shippedInstrument } from "../core/alliance/shipped.ts";

/** What a browser gives the background, where a story may change it. */
export interface Surroundings {
  readonly now: () => number;
  readonly isOn: () => boolean;
  readonly fetch: EndpointDeps["fetch"];
  readonly isOnline: () => boolean;
  readonly limitMs: () => number;
  readonly complain: (cause: unknown) => void;
}

/** The shipped code that keeps and sends, without a browser around it. */
export function startBackground(paired: Paired, around: Surroundings, lock: OutboxRunnerDeps["lock"] = createLock()) {
  const { now } = around;
  const database = openDatabase();
  let alive = true;
  const store = untilKilled(createOutboxStore(database, { now, random: Math.random }), () => alive);
  const { pairing, key } = paired;
  const { endpoint } = pairing.invite;
  const endpointId = endpointIdOf(endpoint);
  const deliver = createDelivery({
    now,
    createOnly: { has: async () => false, add: async () => {} },
    fetch: around.fetch,
    isPermitted: async () => true,
    mayCollect: async () => true,
    ensureOriginRule: async () => {},
    isOnline: around.isOnline,
    allowLocalhost: true,
    limitMs: around.limitMs(),
  });
  const runner = createOutboxRunner({
    store,
    deliver: async (order) => {
      const delivery = await deliver(order);
      return alive ? delivery : new Promise<never>(() => {});
    },
    endpointOf: async (id) => (id === endpointId ? endpoint : null),
    isOn: async () => around.isOn(),
    lock,
    now,
    random: Math.random,
    onChanged: () => {},
    onTrouble: around.complain,
  });
  const keeping = createAnswerKeeping({
    pairing: async () => pairing,
    instrumentOf: shippedInstrument,
    seal: createSealing({
      clientKey: async () => key,
      instrumentOf: shippedInstrument,
      hide: async (_, bytes) => bytes,
    }),
    store,
    instrumentHash: (instrument) => sha256Text(JSON.stringify(instrument)),
    newId: () => crypto.randomUUID(),
    now,
    countHigh: async () => undefined,
    complain: (_message, cause) => around.complain(cause),
  });
  return {
    store,
    runner,
    keeping,
    database,
    /** Nothing it waits for ever comes back. */
    async kill(): Promise<void> {
      alive = false;
      await database.close();
    },
  };
}
export type Background = ReturnType<typeof startBackground>;

export interface Paired {
  readonly pairing: Pairing;
  readonly key: ClientKey;
}

export async function pairWith(invite: Invite): Promise<Paired> {
  const key = await makeClientKey();
  const mac = await keyMac(invite.secret, invite.client, key.publicKey);
  const { rooms: _, ...rest } = invite;
  return {
    key,
    pairing: { invite: rest, acceptedAt: Date.now(), consentHash: "A".repeat(43), publicKey: key.publicKey, mac },
  };
}

function untilKilled(store: OutboxStore, isAlive: () => boolean): OutboxStore {
  const never = new Promise<never>(() => {});
  const mortal = Object.entries(store).map(([name, work]) => {
    const call = work as (...given: readonly unknown[]) => Promise<unknown>;
    const guarded = async (...given: readonly unknown[]): Promise<unknown> => {
      if (!isAlive()) return never;
      const result = await call(...given);
      return isAlive() ? result : never;
    };
    return [name, guarded];
  });
  return Object.fromEntries(mortal) as OutboxStore;
}
