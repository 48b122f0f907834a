import { expect, test } from "vitest";
import { sha256Text } from "../../src/adapters/sealing/bytes.ts";
import { openEnvelope } from "../../src/adapters/sealing/open-envelope.ts";
import { sealEnvelope } from "../../src/adapters/sealing/seal-envelope.ts";
import { digest } from "../../src/adapters/storage/digest.ts";
import { type ConnectionTestDeps, createConnectionTest } from "../../src/background/connection-test.ts";
import type { InviteEndpoint } from "../../src/core/invite/endpoint.ts";
import type { Delivery, DeliveryOrder } from "../../src/core/outbox/delivery.ts";
import type { Pairing } from "../../src/core/outbox/pairing.ts";
import { makeParties } from "../adapters/sealing/parties.ts";
import { shippedInstrument } from "../core/alliance/shipped.ts";
import { USUAL_ENDPOINTS } from "../core/invite/usual-endpoints.ts";
import { usualInvite } from "../core/invite/usual-invite.ts";

const NOW = Date.UTC(2026, 10, 25, 12, 34, 56);

/** A client of a therapist who can open what comes, and an endpoint that gives these replies. */
async function open(endpoint: InviteEndpoint, replies: readonly Delivery[], deps: Partial<ConnectionTestDeps> = {}) {
  const parties = await makeParties();
  const { ann, therapist } = parties;
  const invite = usualInvite({ client: ann.client, secret: ann.secret, recipients: [therapist.recipient], endpoint });
  const { rooms: _, ...kept } = invite;
  const pairing: Pairing = {
    invite: kept,
    acceptedAt: NOW - 86_400_000,
    consentHash: await sha256Text("what was shown"),
    publicKey: ann.publicKey,
    mac: ann.mac,
  };
  const orders: DeliveryOrder[] = [];
  const arrived: InviteEndpoint[] = [];
  const run = createConnectionTest({
    pairing: async () => pairing,
    instrumentOf: shippedInstrument,
    isOn: async () => true,
    seal: (payload, { recipients }) => sealEnvelope({ payload, privateKey: ann.privateKey, recipients }),
    digest,
    instrumentHash: (instrument) => sha256Text(JSON.stringify(instrument)),
    deliver: async (order) => replies[orders.push(order) - 1] ?? { kind: "delivered" },
    onDelivered: async (place) => void arrived.push(place),
    newId: () => crypto.randomUUID(),
    now: () => NOW,
    ...deps,
  });
  return { run, orders, arrived, opening: parties.opening };
}

test("the same sealed letter is sent twice, and the therapist can open it as a test", async () => {
  const { run, orders, arrived, opening } = await open(USUAL_ENDPOINTS.mailbox, []);
  expect(await run()).toEqual({
    kind: "tested",
    first: { kind: "delivered" },
    second: { kind: "delivered" },
    keepsOnce: true,
  });
  const [first, second] = orders;
  expect(second).toEqual(first);
  expect(first!.sha256).toBe(await digest(first!.bytes));
  expect(arrived).toEqual([USUAL_ENDPOINTS.mailbox]);
  expect(await openEnvelope(first!.bytes, { ...opening, fileName: `${first!.id}.age` })).toMatchObject({
    kind: "opened",
    content: { kind: "test" },
    payload: { type: "test", client: "ann", body: {}, at: "2026-11-25T12:34:00Z" },
  });
});

test("where answers go plain, the letter is sealed all the same", async () => {
  const modes: string[] = [];
  const { run } = await open(USUAL_ENDPOINTS.generic, [], {
    pairing: async () => {
      const { rooms: _, ...invite } = usualInvite({ endpoint: USUAL_ENDPOINTS.generic, mode: "plain" });
      return { invite, acceptedAt: NOW, consentHash: "c", publicKey: "k", mac: "m" };
    },
    seal: async (_payload, { mode }) => {
      modes.push(mode);
      return new Uint8Array([1]);
    },
  });
  expect(await run()).toMatchObject({ kind: "tested" });
  expect(modes).toEqual(["sealed"]);
});

test("every test is another letter", async () => {
  const { run, orders } = await open(USUAL_ENDPOINTS.mailbox, []);
  await run();
  await run();
  expect(new Set(orders.map(({ id }) => id)).size).toBe(2);
});

test("what was not taken is not sent again, and what the endpoint is held for stays", async () => {
  const refused: Delivery = { kind: "hold", reason: "wrongKey" };
  const { run, orders, arrived } = await open(USUAL_ENDPOINTS.mailbox, [refused]);
  expect(await run()).toMatchObject({ first: refused, second: null });
  expect([orders.length, arrived]).toEqual([1, []]);
});

test("that a repeat is kept once is said of places that have one name for one thing", async () => {
  const claims = await Promise.all(
    Object.values(USUAL_ENDPOINTS).map(async (endpoint) => {
      const answer = await (await open(endpoint, [])).run();
      return [endpoint.profile, answer.kind === "tested" ? answer.keepsOnce : answer.reason];
    }),
  );
  expect(Object.fromEntries(claims)).toEqual({
    mailbox: true,
    webdav: true,
    couchdb: true,
    "azure-sas": true,
    "nextcloud-drop": false,
    generic: false,
    "apps-script": false,
    postgrest: false,
    r4: "readsAll",
    file: "byHand",
  });
});

test.each<[string, Partial<ConnectionTestDeps>, string]>([
  ["nobody has invited this client", { pairing: async () => null }, "noInvite"],
  ["I18: sending is off", { isOn: async () => false }, "off"],
  ["the signing key is gone", { seal: async () => null }, "failed"],
])("nothing is sent where %s", async (_, deps, reason) => {
  const { run, orders } = await open(USUAL_ENDPOINTS.mailbox, [], deps);
  expect(await run()).toEqual({ kind: "notTested", reason });
  expect(orders).toEqual([]);
});
